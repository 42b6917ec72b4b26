"""Unsent words: which of them are still unsent once a message has gone out."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Draft:
    """Words that wait in a talk, and where they were typed.

    `key` is that of the form they stood in; `mark` is of this very version, for a page that shows it.
    They may begin with a message of that form: when it was on its way already (`is_later`), or when
    something was put below them that the form does not know of (`has_more`).
    """

    text: str
    key: str = ""
    mark: str = ""
    is_later: bool = False
    has_more: bool = False


def rest_of(typed: str, sent: str) -> str:
    """What of `typed` is not in the message `sent`, when that is how it begins; else all of it."""
    rest = typed[len(sent) :]
    if not typed.startswith(sent) or (rest and not rest[0].isspace()):  # "No" does not begin "Nothing"
        return typed
    return rest.lstrip()


def after_sending(draft: Draft | None, *, sent: str, key: str, made_of: str) -> Draft | None:
    """What still waits once `sent` has gone out from the form `key`, whose words were `made_of` others.

    Only the words that the message was made of go; those of another page stay.
    """
    if draft is None:
        return None
    if draft.key == key and (draft.is_later or draft.has_more):
        left = rest_of(draft.text, sent)
        return replace(draft, text=left) if left else None
    is_its_own = draft.key == key or (made_of and made_of in (draft.key, draft.mark))
    is_in_it = draft.text == sent or (not draft.key and sent.startswith(draft.text))
    return None if is_its_own or is_in_it else draft
