"""From a foreign workbook to a typed inzending: each cell read by its kind, nothing guessed."""
