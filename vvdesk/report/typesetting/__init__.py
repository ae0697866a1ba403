"""Typst, with the fonts that come with vvdesk and what they can print."""
