"""The report as one page for a browser, complete in itself."""
