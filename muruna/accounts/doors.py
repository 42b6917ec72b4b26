"""The two doors: come in first, and set up the second step first."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from muruna.access.doors import hang
from muruna.accounts.erasing import was_deleted_by


def sign_in_door(request: HttpRequest) -> HttpResponse:
    """The sign-in page in place of the one asked for; what was typed waits in it, sealed."""
    from muruna.accounts.views.door import come_in_again
    from muruna.accounts.views.leaving import goodbye

    if request.method == "POST" and request.path == reverse("account-delete"):
        try:
            if was_deleted_by(uuid.UUID(request.POST.get("key", ""))):
                return goodbye(request)
        except ValueError:
            pass
    return come_in_again(request)


def second_factor_door(request: HttpRequest) -> HttpResponse:
    """The page that sets up a code app, then leads back."""
    from muruna.accounts.views.code_app import set_up_first

    return set_up_first(request)


hang("sign_in", sign_in_door)
hang("second_factor", second_factor_door)
