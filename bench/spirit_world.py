"""Runs in Spirit's environment: a topic with comments by several members, and a member who reads it."""

import json
import runpy
import sys
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from djconfig.models import Config  # noqa: E402
from spirit.category.models import Category  # noqa: E402
from spirit.comment.models import Comment  # noqa: E402
from spirit.topic.models import Topic  # noqa: E402

# Beside this file, by path: this environment knows nothing of Muruna's packages.
texts = runpy.run_path(str(Path(__file__).with_name("texts.py")))


def make(comments: int) -> dict[str, str]:
    """The address of the topic and a signed-in member's cookie."""
    people = [
        get_user_model().objects.create_user(f"member{n}", f"member{n}@example.org", "not used")
        for n in range(5)
    ]
    category = Category.objects.create(title="Talk", slug="talk")
    topic = Topic.objects.create(user=people[0], category=category, title="Letters")
    for number in range(comments):
        said = texts["words"](texts["ARABIC"] if number % 2 else texts["ENGLISH"], number)
        Comment.objects.create(
            user=people[number % 5], topic=topic, comment=said, comment_html=f"<p>{said}</p>"
        )
    Topic.objects.filter(pk=topic.pk).update(comment_count=comments)
    Config.objects.update_or_create(key="comments_per_page", defaults={"value": str(comments)})
    Config.objects.update_or_create(key="_updated_at", defaults={"value": "2026-01-01T00:00:00"})
    session = SessionStore()
    session[SESSION_KEY] = str(people[0].pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = people[0].get_session_auth_hash()
    session.save()
    import spirit

    return {
        "page": topic.get_absolute_url(),
        "cookie": f"{settings.SESSION_COOKIE_NAME}={session.session_key}",
        "versions": f"django-spirit {spirit.__version__}, Django {django.get_version()}",
    }


if __name__ == "__main__":
    print(json.dumps(make(int(sys.argv[1]))))
