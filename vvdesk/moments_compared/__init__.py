"""What differs between two meetmomenten, of one file or of two momentopnamen."""
