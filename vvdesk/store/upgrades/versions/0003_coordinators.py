"""Format 3: states with four eyes, questions, merges kept as documents, versions of fiches."""

import sqlalchemy as sa
from alembic import op

from vvdesk.store import schema, server_triggers

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the new tables, count versions of fiches, and lock what is approved."""
    op.add_column(
        "fiche", sa.Column("versie", sa.Integer(), server_default=sa.text("0"), nullable=False)
    )
    op.create_table(
        "overgang",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("meetmoment_id", sa.Integer(), nullable=False),
        _text("project_code"),
        _text("van"),
        _text("naar"),
        _text("tijd"),
        _text("wie"),
        _text("namens", nullable=True),
        _text("reden", nullable=True),
        _text("uitzondering", nullable=True),
        sa.Column("inzending_id", sa.Integer(), nullable=True),
        sa.Column("stap", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_overgang")),
        _of_meetmoment("overgang"),
        sa.ForeignKeyConstraint(
            ["inzending_id"], ["inzending.id"], name=op.f("fk_overgang_inzending_id_inzending")
        ),
        sqlite_strict=True,
    )
    _index_projects("overgang")
    op.create_table(
        "samenvoeging",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("meetmoment_id", sa.Integer(), nullable=False),
        _text("tijd"),
        _text("wie"),
        _text("titel"),
        _text("stappen"),
        sa.Column("teruggenomen_door_stap", sa.Integer(), nullable=True),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_samenvoeging")),
        _of_meetmoment("samenvoeging"),
        sqlite_strict=True,
    )
    op.create_table(
        "vraag",
        _text("id"),
        sa.Column("meetmoment_id", sa.Integer(), nullable=False),
        _text("project_code"),
        _text("pad"),
        _text("tekst"),
        _text("staat"),
        _text("gesteld_door"),
        _text("gesteld_op"),
        *(_text(name, nullable=True) for name in _LATER),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vraag")),
        _of_meetmoment("vraag"),
        sqlite_strict=True,
    )
    _index_projects("vraag")
    store = op.get_bind()
    (server_triggers if store.dialect.name == "postgresql" else schema).replace_triggers(store)


_LATER = (
    "meegegeven_op", "reden", "antwoord", "beantwoord_door", "beantwoord_op", "gesloten_door",
    "gesloten_op", "slotnota",
)  # fmt: skip


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _of_meetmoment(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_meetmoment_id_meetmoment")
    return sa.ForeignKeyConstraint(["meetmoment_id"], ["meetmoment.id"], name=name)


def _index_projects(table: str) -> None:
    name = op.f(f"ix_{table}_meetmoment_id_project_code")
    op.create_index(name, table, ["meetmoment_id", "project_code"])
