"""What can go wrong in the vault; no message ever carries a secret or a plaintext."""


class VaultError(Exception):
    """Anything the vault refuses."""


class CannotOpen(VaultError):
    """The blob is damaged, belongs elsewhere, or was sealed under another key."""


class TooLong(VaultError):
    """The plaintext does not fit the largest padded size."""


class WrongSecret(VaultError):
    """The passphrase or recovery phrase does not open this slot."""


class HostKeyProblem(VaultError):
    """The host key file cannot be read, made or understood; the message says which file and why."""


class BadPhrase(VaultError):
    """A typed recovery phrase cannot be one of ours.

    `code` is "word_count", "unknown_word" or "checksum"; `position` counts from 1 for an unknown word.
    """

    def __init__(self, code: str, position: int | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.position = position
