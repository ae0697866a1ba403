"""The report as PDF, by Typst: one file for everybody (PDF/UA-1) and for the archive (PDF/A-2a)."""
