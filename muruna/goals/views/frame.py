"""What the pages of goals share: refusals in words, and pages with one button."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from muruna.access import NotFound
from muruna.foundation.vault import TooLong
from muruna.goals.actions.goals import Moved
from muruna.language.switch import typed
from muruna.ui.forms import ConfirmForm, Form
from muruna.ui.pages import form_page, page


def fits(
    deed: Callable[[Any], Any], version: Callable[[], int] = lambda: 0, *, crowded: str = ""
) -> Callable[[Any], Any]:
    """The deed, with what does not fit, and what was changed elsewhere, said in words.

    `version` gives the version that the words have now; `crowded` says that there are too many of them.
    """
    full = _("This is full. Please shorten it, or take something out.")

    def done(form: Any) -> Any:
        try:
            return deed(form)
        except Moved:
            form.take_version(version())
            raise ValidationError(
                _("This was changed on another page since you opened it here. What stands there now is shown "
                  "below. Send yours again to put it in its place.")
            ) from None  # fmt: skip
        except ValidationError:
            raise
        except TooLong:
            raise ValidationError(full) from None
        except ValueError:
            raise ValidationError(crowded or full) from None

    return done


def press(
    request: HttpRequest, *, deed: Callable[[], Any], text: str, submit: str, back: str, heading: str = "",
    done: str = "", kind: str = "primary", said: str | None = None,
) -> HttpResponse:  # fmt: skip
    """A page with one sentence and one button, for a deed that needs no words."""
    return form_page(
        request, ConfirmForm, template="goals/press.html", deed=fits(lambda _form: deed()),
        done=lambda _answer: done or back, said=said,
        context={"text": text, "submit": submit, "back": back, "heading": heading, "kind": kind},
    )  # fmt: skip


def taken_out(
    request: HttpRequest, form_class: type[Form], *, template: str, field: str, adds_at: str,
    context: dict[str, Any],
) -> HttpResponse:  # fmt: skip
    """The words for something that another page took out meanwhile, to be added anew; 404 without words."""
    words = sent(request).get(field, "")
    if not words.strip():
        raise NotFound
    form = form_class(initial={field: words})
    return page(request, template, {**context, "form": form, "adds_at": adds_at}, status=404)


def sent(request: HttpRequest) -> Any:
    """The fields that came, also those that came for a switch of language alone."""
    return typed(request) or request.POST
