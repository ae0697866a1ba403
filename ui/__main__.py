"""`python -m ui` starts the window, as the program `vvdesk` does."""

import sys

from ui.app import main

sys.exit(main())
