"""`python -m ui` starts the window, as the program `vvdesk` does; a frozen one starts here."""

import sys

from vvdesk.exchange.reader.child import serve_if_asked

# First of all: a frozen program is its own reader of workbooks, and a reader loads no window.
serve_if_asked()

if sys.argv[1:2] == ["--zelftest"]:
    from ui.smoke import main
else:
    from ui.app import main

sys.exit(main(sys.argv))
