"""The same answer for a form that was sent twice, where its first sending has changed what it checks."""

from django.http import HttpRequest, HttpResponse

from muruna.foundation.models import Deed
from muruna.ui.pages import body_digest, moved_to


def same_answer(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The answer of the earlier sending if this refused form is its exact repeat; else `response`.

    After a change of passphrase the old one no longer proves anything, so a repeat would be refused.
    """
    actor = request.actor  # type: ignore[attr-defined]
    key = request.POST.get("key", "")
    if response.status_code != 422 or len(key) != 36:
        return response
    earlier = Deed.objects.filter(doer=actor.person.pk, key=key).first()
    if earlier is None or bytes(earlier.body_digest) != body_digest(request, actor):
        return response
    return moved_to(str(earlier.answer))
