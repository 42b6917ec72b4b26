"""Sealing words for the people who may read them; the only package that imports cryptography.

Everything another package needs is named here. `about` is always the context a blob belongs to
(thread, field, container ...): a blob moved to another context does not open.
"""

from muruna.foundation.vault.boxes import (
    KEY_BYTES,
    LONGEST_PADDED,
    PADDED_SIZES,
    new_key,
    open_padded,
    open_sealed,
    seal,
    seal_padded,
)
from muruna.foundation.vault.derivation import derive, keyed_digest
from muruna.foundation.vault.errors import (
    BadPhrase,
    CannotOpen,
    HostKeyProblem,
    TooLong,
    VaultError,
    WrongSecret,
)
from muruna.foundation.vault.host import HostKeys, django_secret, forget_host, open_host, unsafe_permissions
from muruna.foundation.vault.identity import Identity, new_identity, unwrap, wrap_for
from muruna.foundation.vault.phrases import (
    new_recovery_phrase,
    normal_secret,
    phrase_language,
    recovery_secret,
    suggest_passphrase,
)
from muruna.foundation.vault.sessions import (
    Session,
    cookie_text,
    new_session,
    parse_cookie,
    selector_digest,
    session_lock,
    session_secret,
)
from muruna.foundation.vault.slots import Slot, random_slot
from muruna.foundation.vault.this_host import (
    as_read,
    host_digest,
    host_fingerprint,
    host_keys,
    host_open,
    host_open_padded,
    host_opener,
    host_seal,
    host_seal_padded,
    make_slot,
    open_slot,
)
from muruna.foundation.vault.words import same_word

__all__ = [
    "KEY_BYTES",
    "LONGEST_PADDED",
    "PADDED_SIZES",
    "BadPhrase",
    "CannotOpen",
    "HostKeyProblem",
    "HostKeys",
    "Identity",
    "Session",
    "Slot",
    "TooLong",
    "VaultError",
    "WrongSecret",
    "as_read",
    "cookie_text",
    "derive",
    "django_secret",
    "forget_host",
    "host_digest",
    "host_fingerprint",
    "host_keys",
    "host_open",
    "host_open_padded",
    "host_opener",
    "host_seal",
    "host_seal_padded",
    "keyed_digest",
    "make_slot",
    "new_identity",
    "new_key",
    "new_recovery_phrase",
    "new_session",
    "normal_secret",
    "open_host",
    "open_padded",
    "open_sealed",
    "open_slot",
    "parse_cookie",
    "phrase_language",
    "random_slot",
    "recovery_secret",
    "same_word",
    "seal",
    "seal_padded",
    "selector_digest",
    "session_lock",
    "session_secret",
    "suggest_passphrase",
    "unsafe_permissions",
    "unwrap",
    "wrap_for",
]
