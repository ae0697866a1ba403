"""What reports and the overview are drawn with; pure Python, no window needed."""
