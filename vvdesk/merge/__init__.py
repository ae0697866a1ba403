"""Merging inzendingen: worked out first as steps, shown, and only then carried out."""
