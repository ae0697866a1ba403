"""Where data lives: paths and addresses of servers."""

from pathlib import Path

import pytest

from vvdesk.errors import Misused
from vvdesk.store.place import ServerUrl, is_server, only_file, parse_place

PLACES = ["centraal.vvd", "/plan/a b/centraal.vvd", "C:\\plan\\centraal.vvd", "C:/plan/x.vvd"]


@pytest.mark.parametrize("text", PLACES)
def test_a_path_stays_a_path(text):
    assert parse_place(text) == Path(text)
    assert not is_server(text)


@pytest.mark.parametrize("scheme", ["postgresql", "postgresql+psycopg", "postgres", "PostgreSQL"])
def test_an_address_of_a_server_is_read(scheme):
    place = parse_place(f"{scheme}://an:pw@db.vlaanderen.be:5433/veerkracht?sslmode=verify-full")
    assert isinstance(place, ServerUrl)
    assert place.name == "veerkracht op db.vlaanderen.be"
    assert place.stem == "veerkracht"
    assert (place.user, place.password, place.ports) == ("an", "pw", "5433")
    assert place.options == (("sslmode", "verify-full"),)


def test_a_path_that_swallowed_a_slash_is_an_address_still():
    text = str(Path("postgresql://an@db/veerkracht"))
    assert is_server(text)
    assert parse_place(text) == parse_place("postgresql://an@db/veerkracht")


def test_no_text_of_a_place_has_its_password():
    place = parse_place("postgresql://an:ge%2Fheim@db/veerkracht")
    assert isinstance(place, ServerUrl)
    assert place.password == "ge/heim"  # noqa: S105 - of no server
    assert "heim" not in f"{place} {place!r} {place.name} {place.stem}"


def test_what_a_place_writes_of_itself_leads_to_it_again():
    texts = [
        "postgresql://an@db1:5432,db2:5433/veer%20kracht?sslmode=require",
        "postgresql:///veerkracht?host=/var/run/postgresql",
        "postgresql://db/veerkracht",
    ]
    for text in texts:
        assert parse_place(str(parse_place(text))) == parse_place(text)


def test_two_addresses_with_another_password_are_the_same_place():
    assert parse_place("postgresql://an:a@db/x") == parse_place("postgresql://an:b@db/x")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("mysql://db/x", 'mysql:" is geen adres van een databank'),
        ("postgresql://db", "noemt geen databank"),
        ("postgresql://db/", "noemt geen databank"),
        ("postgresql://an:geheim@db/x?sslmodus=require", 'kent geen "sslmodus"'),
        ("postgresql://an:pw@geheim@db/x", "niet te lezen"),
        ("postgresql://an:geheim/x@db/x", "niet te lezen"),
        ("postgresql://an:geheim@db:poort/x", "niet te lezen"),
    ],
)
def test_what_is_no_address_is_told_without_its_password(text, said):
    with pytest.raises(Misused, match=said) as told:
        parse_place(text)
    assert "geheim" not in str(told.value)


def test_a_server_is_no_file():
    assert only_file(Path("a.vvd"), "Kies een bestand.") == Path("a.vvd")
    with pytest.raises(Misused, match=r"x op db. is een server. Kies een bestand"):
        only_file(parse_place("postgresql://db/x"), "Kies een bestand.")
