"""How a file is named to SQLite, also when it stands on a share of a network."""

from pathlib import PurePath


def sqlite_address(path: PurePath, mode: str, *, immutable: bool = False) -> str:
    r"""Return the URI under which SQLite opens a file.

    Args:
        path: The whole path; of Windows also `\\server\share\plan.vvd`.
        mode: `ro`, `rw`, or `rwc` for a file that may have to be made.
        immutable: Nobody changes it, so SQLite need not look at locks or journals.

    Source:
        sqlite.org/uri.html: no name of a machine may stand between `file://` and the path, so that
        of a share goes into the path.
    """
    uri = path.as_uri()
    if not uri.startswith("file:///"):
        uri = uri.replace("file://", "file:////", 1)
    return f"{uri}?mode={mode}{'&immutable=1' if immutable else ''}"
