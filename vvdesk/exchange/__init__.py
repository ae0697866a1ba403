"""The workbook as a means of exchange: writing it, and reading it back as untrusted input."""
