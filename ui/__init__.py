"""The window of vvdesk: it shows, asks and forwards, and decides nothing itself."""
