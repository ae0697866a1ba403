"""Format 2: an inzending keeps the submitted file itself, as evidence for the auditor."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Give `inzending` a column for the file; earlier inzendingen have none."""
    op.add_column("inzending", sa.Column("bestand", sa.LargeBinary(), nullable=True))
