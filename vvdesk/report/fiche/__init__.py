"""One project in the seven parts of the published report."""
