"""What a member asked for at first holds for whoever goes on, as long as the talk lives."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import muruna.foundation.sealed_fields


class Migration(migrations.Migration):
    dependencies = [("conversations", "0003_past_aside"), ("spaces", "0001_first")]

    operations = [
        migrations.CreateModel(
            "Bounds",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("wished", muruna.foundation.sealed_fields.HostSealedJSON(default=dict)),
                ("inside", models.BinaryField()),
                (
                    "conversation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bounds",
                        to="conversations.conversation",
                    ),
                ),
                (
                    "space",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="spaces.space"
                    ),
                ),
            ],
            options={"abstract": False},
        ),
    ]
