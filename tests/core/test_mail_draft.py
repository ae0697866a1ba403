"""A mail that is ready to be sent: Outlook opens it as one that is still being written."""

from email import policy
from email.parser import BytesParser

import pytest

import vvdesk.mail_draft as mail_draft_module
from vvdesk.errors import Unavailable
from vvdesk.mail_draft import MailDraft, inzending_mail, write_mail_draft

CODE = "Z3RQ-ZANS-BG14-H4EH"
DEPARTEMENT = "Departement Financiën en Begroting"


@pytest.fixture
def workbook(tmp_path):
    path = tmp_path / "FB_april-2021_inzending.xlsx"
    path.write_bytes(bytes(range(256)) * 40)
    return path


def read(path):
    return BytesParser(policy=policy.default).parsebytes(path.read_bytes())


def test_the_mail_is_unsent_dutch_and_carries_the_workbook(workbook, tmp_path):
    draft = inzending_mail(workbook, DEPARTEMENT, "april 2021", ("VV015", "VV016"), CODE)
    write_mail_draft(draft, tmp_path / "mail.eml")
    found = read(tmp_path / "mail.eml")
    assert found["X-Unsent"] == "1"
    assert found["To"] is None
    assert found["Subject"] == f"Inzending april 2021 – {DEPARTEMENT} – {CODE}"
    text = found.get_body().get_content()
    assert "2 projectfiches (VV015, VV016)" in text
    assert f"Controlecode: {CODE}" in text
    assert DEPARTEMENT in text
    (attached,) = found.iter_attachments()
    assert attached.get_filename() == workbook.name
    assert attached.get_content() == workbook.read_bytes()


def test_one_fiche_is_no_fiches_and_an_address_stands_on_it(workbook, tmp_path):
    text = inzending_mail(workbook, DEPARTEMENT, "april 2021", ("VV015",), CODE).text
    assert "1 projectfiche (VV015)" in text
    write_mail_draft(MailDraft("a\nb", "x", workbook, "co@vlaanderen.be"), tmp_path / "mail.eml")
    assert (read(tmp_path / "mail.eml")["To"], read(tmp_path / "mail.eml")["Subject"]) == (
        "co@vlaanderen.be",
        "a b",
    )


def test_the_same_mail_gives_the_same_bytes(workbook, tmp_path):
    draft = inzending_mail(workbook, DEPARTEMENT, "april 2021", ("VV015",), CODE)
    for name in ("een.eml", "twee.eml"):
        write_mail_draft(draft, tmp_path / name)
    assert (tmp_path / "een.eml").read_bytes() == (tmp_path / "twee.eml").read_bytes()


def test_a_workbook_that_is_gone_is_told(tmp_path):
    draft = MailDraft("x", "y", tmp_path / "weg.xlsx")
    with pytest.raises(Unavailable, match=r"weg\.xlsx"):
        write_mail_draft(draft, tmp_path / "mail.eml")
    assert not (tmp_path / "mail.eml").exists()


def test_a_mail_that_came_out_wrong_on_disk_is_told(workbook, tmp_path, monkeypatch):
    def spoilt(target, write, verify):
        write(target)
        target.write_bytes(target.read_bytes()[:600])
        verify(target)

    monkeypatch.setattr(mail_draft_module, "replace_file", spoilt)
    with pytest.raises(Unavailable, match="niet goed op de schijf"):
        write_mail_draft(MailDraft("x", "y", workbook), tmp_path / "mail.eml")
