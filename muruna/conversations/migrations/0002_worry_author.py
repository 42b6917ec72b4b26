"""Whose worry it was, and who supported before a hand-over: the pages took whoever supports today for it."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models


def name_authors(apps: Any, _editor: Any) -> None:
    """The case of a worry knows who opened it; where the case is gone, nobody is named."""
    part = apps.get_model("safeguarding", "CasePerson").objects.filter(
        case=models.OuterRef("case_id"), part="opened_by"
    )
    apps.get_model("conversations", "Worry").objects.update(
        author_id=models.Subquery(part.values("membership")[:1])
    )


class Migration(migrations.Migration):
    dependencies = [
        ("conversations", "0001_first"),
        ("safeguarding", "0001_first"),
        ("spaces", "0001_first"),
    ]

    operations = [
        migrations.AddField(
            "worry",
            "author",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="spaces.membership",
            ),
        ),
        migrations.AddField(
            "handover",
            "earlier",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="spaces.membership",
            ),
        ),
        migrations.RunPython(name_authors, migrations.RunPython.noop),
    ]
