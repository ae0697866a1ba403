"""What moved, changed and stayed since the previous meetmoment and the first planning."""
