"""The overview of one meetmoment: figures, what lies behind each, and their charts."""
