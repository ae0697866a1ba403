"""The pages that fill the window, and the panels beside them."""
