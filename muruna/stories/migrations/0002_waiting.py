"""A reply may wait until somebody has read it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("stories", "0001_first")]

    operations = [
        migrations.AddField("reply", "state", models.CharField(default="shown", max_length=8)),
    ]
