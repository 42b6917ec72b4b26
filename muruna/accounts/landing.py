"""Where a sign-in lands: the page that stood behind the door, or home when it is not for whoever came in."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import NoReverseMatch, reverse

from muruna.accounts.device import goes_with_session
from muruna.language.logic.places import safe_place

# Says one thing: the next page is the first after the door. It goes with that page.
COOKIE = goes_with_session("__Host-d" if settings.SECURE else "d")
_SECONDS = 60


def home() -> str:
    """Where a person lands after coming in."""
    try:
        return reverse("home")
    except NoReverseMatch:  # accounts stands without the packages that come after it
        return reverse("account")


def place_after(typed: str) -> str:
    """The page that was asked for before the door stood in the way, or home."""
    place = safe_place(typed) if typed else ""
    return place if place and place != "/" else home()


def lead_to(place: str) -> HttpResponse:
    """The door's own answer, to whoever came in."""
    response = HttpResponseRedirect(place, status=303)
    response.set_cookie(
        COOKIE, "1", max_age=_SECONDS, secure=settings.SECURE, httponly=True, samesite="Lax", path="/"
    )
    return response


def is_from_door(request: HttpRequest) -> bool:
    """Whether this page is the one that the door led to."""
    is_page = request.method == "GET" and "X-Fragment" not in request.headers
    return is_page and request.COOKIES.get(COOKIE) == "1"


def landed(response: HttpResponse) -> HttpResponse:
    """The first page after the door; home in place of one that is not there, is no page, or is another's.

    On a shared phone the address may be of whoever was here before: nothing tells which of both it is.
    """
    if response.status_code in {404, 405}:
        response = HttpResponseRedirect(home())
    response.delete_cookie(COOKIE, samesite="Lax")
    return response
