"""Switched off, what a space entered itself stays: people read by it what they have answered."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("wellbeing", "0001_first")]

    operations = [
        migrations.AddField("permission", "is_on", models.BooleanField(default=True)),
    ]
