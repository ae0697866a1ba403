"""What it takes to sign a momentopname, whoever holds the key."""

from typing import Protocol


class Signer(Protocol):
    """A secret key that was unlocked."""

    @property
    def key_id(self) -> str:
        """Which key it is: sixteen hexadecimal signs, as minisign shows them."""

    def sign(self, data: bytes, trusted_comment: str) -> str:
        """Return the text of a minisign signature.

        Args:
            data: What is signed.
            trusted_comment: One line that is signed along.
        """
