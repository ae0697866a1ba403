"""Sealing a meetmoment into a momentopname, and proving later that nothing of it changed."""
