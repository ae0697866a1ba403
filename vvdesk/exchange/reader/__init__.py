"""Reads a workbook made by anyone: strict, bounded, and in a process that may die of it."""
