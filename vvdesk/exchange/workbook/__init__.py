"""The workbook that travels: its layout, writing it, and reading what vvdesk hid in it."""
