"""A yes to telling somebody outside can be taken back; who left a case's team is not named in it."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models


def not_accused(apps: Any, _editor: Any) -> None:
    """Whoever is named stood in no team, so who left one was put beside the named ones by the software."""
    left = apps.get_model("safeguarding", "SteppingAside").objects.filter(done_on__isnull=False)
    parts = apps.get_model("safeguarding", "CasePerson").objects
    for one in left:
        parts.filter(case=one.case_id, membership=one.lead_id, part="named").update(part="aside")


class Migration(migrations.Migration):
    dependencies = [("safeguarding", "0003_held_back")]

    operations = [
        migrations.AddField("casenote", "by_consent", models.BooleanField(default=False)),
        migrations.AddField("casenote", "taken_back_on", models.DateField(null=True)),
        migrations.AddField("casenote", "withdrawn_on", models.DateField(null=True)),
        migrations.AddField(
            "casenote",
            "withdrawn_by",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="spaces.membership",
            ),
        ),
        migrations.RunPython(not_accused, migrations.RunPython.noop),
    ]
