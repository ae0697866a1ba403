"""Values that vvdesk never wrote end in a verdict or a sentence, whatever is made of them."""

import pytest
from hostile_momentopnamen import VALUES, asked, rich, with_cell


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VVDESK_HOME", str(tmp_path_factory.mktemp("home")))
        return rich(tmp_path_factory.mktemp("rijk"))


@pytest.mark.parametrize(
    ("table", "column", "value", "verb"),
    [
        ("fiche", "staat", "nothing", "verify"),
        ("financiering", "beleidsruimte", "nul", "diff"),
        ("financiering", "beleidsruimte", "nul", "sample"),
        ("samenvoeging", "tijd", "empty", "merges"),
        ("mijlpaal", "realisatiecriterium", "bytes", "diff"),
        ("inzending", "geexporteerd_op", "deep", "trace"),
    ],
)
def test_no_odd_value_is_a_fault_of_the_program(made, tmp_path, table, column, value, verb):
    path = with_cell(made, table, column, VALUES[value], "vreemd.vvs")
    assert path is not None
    assert asked(path, tmp_path, verb) == []
