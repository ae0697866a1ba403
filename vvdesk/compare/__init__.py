"""What differs between two contents: per field (changes.py) and per word (wording.py)."""
