"""The only two letters that leave this site, and the way out; both are the same for everybody."""

import smtplib
import ssl
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import localtime, make_msgid

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from muruna.language import CODES, language_of

SECONDS = 20


class NotOffered(Exception):
    """This site has no mail server: nothing can be sent."""


def are_offered() -> bool:
    """Whether this site can send anything at all."""
    return settings.SMTP is not None


def news_letter(to: str, language: str, *, with_link: bool) -> EmailMessage:
    """One line that says that something is new; the address of the site only where it was wished for."""
    with _in(language):
        text = _("There is something new in your notes.")
    return _letter(to, f"{text}\n{settings.ORIGIN}/\n" if with_link else f"{text}\n")


def code_letter(to: str, language: str, code: str) -> EmailMessage:
    """The code that proves that an address is read by the one who typed it."""
    with _in(language):
        text = _("Your code for your notes: %(code)s") % {"code": f"{code[:3]} {code[3:]}"}
        more = _("If you did not ask for it, you need not do anything.")
    return _letter(to, f"{text}\n{more}\n")


def post(letter: EmailMessage) -> None:
    """Hand a letter to the mail server; raises OSError (smtplib's errors among them) or NotOffered."""
    server = settings.SMTP
    if server is None:
        raise NotOffered
    context = ssl.create_default_context()
    name = settings.MAIL_FROM.rpartition("@")[2]  # what we call ourselves: never this machine's own name
    if server["tls"] == "yes":
        line: smtplib.SMTP = smtplib.SMTP_SSL(
            server["host"], server["port"], name, timeout=SECONDS, context=context
        )
    else:
        line = smtplib.SMTP(server["host"], server["port"], name, timeout=SECONDS)
    with line:
        if server["tls"] == "starttls":
            line.starttls(context=context)
        if server["user"]:
            line.login(server["user"], server["password"])
        line.send_message(letter)


def _letter(to: str, text: str) -> EmailMessage:
    letter = EmailMessage()
    # The name and the subject are the same in every language: what stands on a locked screen.
    letter["Subject"] = settings.SITE_NAME
    letter["From"] = Address(settings.SITE_NAME, addr_spec=settings.MAIL_FROM)
    letter["To"] = Address(addr_spec=to)
    letter["Date"] = localtime()
    letter["Message-ID"] = make_msgid(domain=settings.MAIL_FROM.rpartition("@")[2])
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(text)
    return letter


def _in(language: str) -> translation.override:
    return translation.override(language_of(language if language in CODES else "en").django_code)
