"""Where an unready person is sent: `accounts` hangs the two doors when it starts."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

Door = Callable[[HttpRequest], HttpResponse]
_doors: dict[str, Door] = {}


def hang(name: str, door: Door) -> None:
    """Set the door called `name` ("sign_in" or "second_factor")."""
    _doors[name] = door


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """The page that asks a signed-out person to come in, keeping what they had typed."""
    return _doors["sign_in"](request)


def ask_for_second_factor(request: HttpRequest) -> HttpResponse:
    """The page that asks a person with a role to set up their second factor first."""
    return _doors["second_factor"](request)
