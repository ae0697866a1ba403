"""Format 1: the first; new files start at the present format, so this step makes nothing."""

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Nothing to do: format 1 is where the row of upgrades begins."""
