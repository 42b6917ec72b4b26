"""What was said aside outlives a hand-over for a while, for whoever had supported until then."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("conversations", "0002_worry_author")]

    operations = [
        migrations.RemoveConstraint("thread", "one_thread_of_a_kind"),
        migrations.AddConstraint(
            "thread",
            models.UniqueConstraint(
                condition=models.Q(kind__in=["main", "side"]),
                fields=["conversation", "kind"],
                name="one_thread_of_a_kind",
            ),
        ),
        migrations.AddField(
            "handover",
            "aside",
            models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="hand_over",
                to="conversations.thread",
            ),
        ),
    ]
