"""What can go wrong in a way that the user can act on; everything else is a bug.

Every message is one Dutch sentence (or two) that names the place, what was found, what was
expected and what to do. The command line prints it and ends with `exit_code`; the window shows it.
"""


class VvdeskError(Exception):
    """An error that the user can act on; `str(error)` is the Dutch sentence to show."""

    exit_code = 3


class Misused(VvdeskError):
    """The request itself does not fit: an unknown field, project, meetmoment or choice."""

    exit_code = 2


class Refused(VvdeskError):
    """Input that cannot be accepted: damaged, foreign, hostile, encrypted, or of another time."""


class NewerFormat(Refused):
    """The file was made by a later vvdesk than this one."""


class Unavailable(VvdeskError):
    """The surroundings refuse: file locked or open elsewhere, disk full, folder read-only."""


class ReadOnly(VvdeskError):
    """Writing was asked of something that may not be written: closed, sealed or locked."""


class Stale(VvdeskError):
    """Somebody else changed the fiche meanwhile; read it again before changing it."""
