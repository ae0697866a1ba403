"""The overview of the relanceplannen of one theme, for a wide public."""
