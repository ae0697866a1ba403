"""The core of vvdesk: projectfiches, meetmomenten and their exchange, without a window."""

__version__ = "0.1.0"
