"""What a server says becomes a sentence with what to do."""

import psycopg
import pytest
from psycopg import errors
from sqlalchemy.exc import IntegrityError, OperationalError, ProgrammingError

from vvdesk.errors import ReadOnly, Refused, Unavailable
from vvdesk.store.place import parse_place
from vvdesk.store.server_errors import NotLetIn, explained

PLACE = parse_place("postgresql://an:geheim@db/veerkracht")
CODES = [
    (errors.LockNotAvailable, Unavailable, "Een collega is net iets groots aan het bewaren"),
    (errors.SerializationFailure, Unavailable, "hetzelfde ogenblik hetzelfde"),
    (errors.DeadlockDetected, Unavailable, "hetzelfde ogenblik hetzelfde"),
    (errors.QueryCanceled, Unavailable, "langer dan een minuut"),
    (errors.AdminShutdown, Unavailable, "gestopt of herstart"),
    (errors.CannotConnectNow, Unavailable, "start net op of stopt"),
    (errors.IdleInTransactionSessionTimeout, Unavailable, "viel weg"),
    (errors.ConnectionFailure, Unavailable, "viel weg"),
    (errors.TooManyConnections, Unavailable, "te veel mensen tegelijk"),
    (errors.DiskFull, Unavailable, "geen plaats of geheugen"),
    (errors.InvalidPassword, NotLetIn, "wachtwoord klopt niet"),
    (errors.InvalidAuthorizationSpecification, NotLetIn, "laat je niet binnen"),
    (errors.InvalidCatalogName, Refused, "bestaat niet op de server"),
    (errors.InsufficientPrivilege, ReadOnly, "Je login mag dit niet lezen of wijzigen"),
    (errors.ReadOnlySqlTransaction, ReadOnly, "kopie die je alleen kunt lezen"),
    (errors.UndefinedTable, Refused, "vvdesk-cli server init"),
    (errors.DataCorrupted, Refused, "beschadigd"),
]
WORDS = [
    ('FATAL:  password authentication failed for user "an"', NotLetIn, "wachtwoord klopt niet"),
    ("fe_sendauth: no password supplied", NotLetIn, "wachtwoord klopt niet"),
    ('FATAL:  database "veerkracht" does not exist', Refused, "bestaat niet op de server"),
    ('FATAL:  no pg_hba.conf entry for host "1.2.3.4"', NotLetIn, "laat je niet binnen"),
    ("SSL error: certificate verify failed", Unavailable, "TLS"),
    ("Connection refused\n\tIs the server running on that host?", Unavailable, "antwoordt niet"),
    ("[Errno -2] Name or service not known", Unavailable, "antwoordt niet"),
    ("connection timeout expired", Unavailable, "antwoordt niet"),
    ("server closed the connection unexpectedly", Unavailable, "viel weg"),
    ("FATAL:  the database system is shutting down", Unavailable, "start net op of stopt"),
    ("FATAL:  sorry, too many clients already", Unavailable, "te veel mensen tegelijk"),
    ("connection failed: onbekende woorden van een andere taal", Unavailable, "antwoordt niet"),
    ("iets dat niemand kent", Unavailable, "viel weg"),
]


@pytest.mark.parametrize(("error", "kind", "said"), CODES)
def test_a_code_of_the_server_becomes_a_sentence(error, kind, said):
    found = explained(PLACE, OperationalError("", {}, error("whatever")))
    assert type(found) is kind
    assert said in str(found)
    assert str(found).startswith('"veerkracht op db": ')
    assert str(found).endswith(".")
    assert "whatever" not in str(found)


@pytest.mark.parametrize(("words", "kind", "said"), WORDS)
def test_the_words_of_the_client_library_become_a_sentence(words, kind, said):
    found = explained(PLACE, OperationalError("", {}, psycopg.OperationalError(words)))
    assert type(found) is kind
    assert said in str(found)


@pytest.mark.parametrize("cause", [errors.UniqueViolation("x"), errors.UndefinedColumn("x")])
def test_a_fault_of_our_own_stays_what_it_is(cause):
    wrap = IntegrityError if isinstance(cause, psycopg.IntegrityError) else ProgrammingError
    error = wrap("", {}, cause)
    assert explained(PLACE, error) is error


def test_a_fault_of_the_driver_stays_what_it_is():
    error = ProgrammingError("", {}, psycopg.ProgrammingError("can't change now"))
    assert explained(PLACE, error) is error
