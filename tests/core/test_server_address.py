"""The address of a server in parts, as a person fills it in."""

import pytest

from vvdesk.server_address import ServerAddress, wrong_with_address
from vvdesk.store.place import ServerUrl, parse_place

GOOD = ServerAddress("db.voorbeeld.be", "veerkracht", "a.peeters")


def test_the_address_becomes_a_url_and_back():
    url = GOOD.url("ge:h@im/50%")
    assert ServerAddress.of(url) == GOOD
    place = parse_place(url)
    assert isinstance(place, ServerUrl)
    assert (place.hosts, place.database, place.user) == (
        "db.voorbeeld.be",
        "veerkracht",
        "a.peeters",
    )
    assert place.password == "ge:h@im/50%"  # noqa: S105 - of a test
    assert ("sslmode", "verify-full") in place.options


def test_what_a_place_writes_of_itself_is_taken_apart_without_its_password():
    place = parse_place("postgresql://a.peeters:geheim@db.voorbeeld.be:6432/veerkracht")
    address = ServerAddress.of(str(place))
    assert address == ServerAddress(
        "db.voorbeeld.be:6432", "veerkracht", "a.peeters", is_encrypted=False
    )
    assert "geheim" not in str(place)


def test_what_is_no_address_gives_empty_parts():
    assert ServerAddress.of("http://[") == ServerAddress()
    assert ServerAddress.of("") == ServerAddress()


@pytest.mark.parametrize(
    "host", ["db.voorbeeld.be", "db.voorbeeld.be:6432", "10.0.0.7", "[::1]:5433", "localhost"]
)
def test_a_good_address_has_nothing_wrong(host):
    assert wrong_with_address(ServerAddress(host, "veerkracht", "an")) == {}


@pytest.mark.parametrize("host", ["db voorbeeld", "http://db.be", "db.be:99999", "db/be", "a@b"])
def test_a_host_that_is_none_is_told(host):
    wrong = wrong_with_address(ServerAddress(host, "veerkracht", "an"))
    assert "is geen naam van een server" in wrong["host"]


def test_what_is_missing_is_told_part_by_part():
    assert set(wrong_with_address(ServerAddress())) == {"host", "database", "login"}


def test_without_tls_only_this_computer_is_allowed():
    address = ServerAddress("db.voorbeeld.be", "v", "an", is_encrypted=False)
    assert "beveiligd" in wrong_with_address(address)["host"]
    own = ServerAddress("localhost:5433", "v", "an", is_encrypted=False)
    assert wrong_with_address(own) == {}
