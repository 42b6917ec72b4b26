"""What notifications look at: the way out must not be read on its way."""

from collections.abc import Iterator

from django.conf import settings

from muruna.foundation.doctor import Finding, check, unsafe

_LOOPBACK = {"127.0.0.1", "localhost", "::1"}


@check
def mail() -> Iterator[Finding]:
    """The mail server is spoken to in secret, unless it is this machine."""
    server = settings.SMTP
    if server is not None and server["tls"] == "no" and server["host"] not in _LOOPBACK:
        yield unsafe("mail_open", "Mails leave unencrypted: anybody on the way reads who is reached. Use tls=starttls.")
