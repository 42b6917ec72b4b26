"""What a person chose to keep on a device, and wiping everything else from it."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from muruna.accounts import sessions

# Says one thing: this browser holds a sealed copy that its owner wants to find again after leaving. Its value
# tells the owner's account from any other; nobody without their root key can make or test it.
COPY_COOKIE = "k"
_YEAR = 365 * 24 * 3600  # seconds; where a browser forgets it earlier, the copy goes when one leaves
# What was set for whoever was signed in. `l` stays unless one leaves quickly: visitors choose a language too.
_of_session = ["theme", "messages"]


def goes_with_session(name: str) -> str:
    """Register a cookie (path "/") that must not outlive the session, whoever set it; returns its name."""
    if name not in _of_session:
        _of_session.append(name)
    return name


def of_session() -> tuple[str, ...]:
    """The cookies that were set for whoever was signed in: not the session's own, nor the mark of forms."""
    return tuple(_of_session)


def forget_session(response: HttpResponse, *more: str) -> None:
    """Take back every cookie that would tell the next person at this browser that somebody was signed in."""
    for name in (settings.CSRF_COOKIE_NAME, *_of_session, *more):
        response.delete_cookie(name, samesite="Lax")
    sessions.clear_cookie(response)


def owner_mark(actor: Any) -> str:
    """What stands for an account beside the copy that it keeps in a browser."""
    return str(actor.keys.digest(b"copy on a device").hex()[:32])


def remember_copy(response: HttpResponse, owner: str) -> None:
    """From now on leaving this browser spares its storage."""
    response.set_cookie(
        COPY_COOKIE, owner, max_age=_YEAR, secure=settings.SECURE, httponly=True, samesite="Lax", path="/"
    )


def forget_copy(response: HttpResponse) -> None:
    """From now on leaving this browser wipes everything again."""
    response.delete_cookie(COPY_COOKIE, path="/", samesite="Lax")


def keeps_copy(request: HttpRequest) -> bool:
    """Whether somebody keeps a sealed copy in this browser."""
    return bool(request.COOKIES.get(COPY_COOKIE))


def keeps_anothers(request: HttpRequest, owner: str) -> bool:
    """Whether the copy in this browser is not this account's."""
    return keeps_copy(request) and request.COOKIES[COPY_COOKIE] != owner


def wiped_of(request: HttpRequest, *kinds: str) -> str:
    """The kinds that Clear-Site-Data may name here: all of them, unless a copy is to stay."""
    # The browser would take every cookie, also the one that says so: ours are then deleted one by one.
    spared = {"storage", "cookies"} if keeps_copy(request) else set()
    return ", ".join(f'"{kind}"' for kind in kinds if kind not in spared)
