"""The reports: what they say (content) and the three ways to set it (PDF, Word, web)."""
