"""A line of a case may be about another one: why whom it is about has not been shown it yet."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("safeguarding", "0002_who_has_it")]

    operations = [
        migrations.AddField(
            "casenote",
            "about",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="said_about",
                to="safeguarding.casenote",
            ),
        ),
    ]
