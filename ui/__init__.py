"""The window of vvdesk: it shows, asks and forwards, and decides nothing itself."""

import builtins
from importlib import import_module

# PySide reads the source of every module that is imported after it, to look for switches that this
# program does not use: 5 % of the start, and 30 % of loading the database library. So the import
# statement stays Python's own. Where PySide came first, nothing changes.
_python = builtins.__import__
import_module("PySide6.QtCore")
builtins.__import__ = _python
