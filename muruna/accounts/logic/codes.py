"""Six-digit codes of a code app (RFC 6238: SHA-1, 30 seconds), each good for one use."""

import base64
import datetime as dt
import hmac
import re
import unicodedata

import pyotp

SECONDS = 30
_DRIFT = (0, -1, 1)  # a phone's clock may be half a minute off


def code_secret(random: bytes) -> str:
    """20 random bytes in base 32, as code apps take them (RFC 4226: 160 bits)."""
    return base64.b32encode(random).decode()


def plain_code(text: str) -> str:
    """Six ASCII digits from a code as typed: any digits, any spacing; empty when it is not one."""
    digits = []
    for sign in text:
        value = unicodedata.digit(sign, None)
        if value is not None:
            digits.append(str(value))
        elif not (sign.isspace() or unicodedata.category(sign) in {"Cf", "Pd"}):
            return ""
    code = "".join(digits)
    return code if re.fullmatch(r"[0-9]{6}", code) else ""


def matching_step(secret: str, typed: str, moment: dt.datetime) -> int | None:
    """The time step whose code was typed, if it is the present one or a neighbour; else None."""
    code = plain_code(typed)
    if not code:
        return None
    app = pyotp.TOTP(secret, interval=SECONDS)
    present = int(moment.timestamp()) // SECONDS
    for drift in _DRIFT:
        if hmac.compare_digest(app.generate_otp(present + drift), code):
            return present + drift
    return None


def code_address(secret: str, label: str, site: str) -> str:
    """What the picture for code apps says (otpauth:// address); both names must be neutral."""
    return pyotp.TOTP(secret, interval=SECONDS).provisioning_uri(name=label, issuer_name=site)


def grouped(secret: str) -> str:
    """The secret in groups of four, for typing by hand."""
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
