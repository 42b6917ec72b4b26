"""Whoever a note after a hard talk was written to is told of it until they have read it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("conversations", "0004_bounds")]

    operations = [migrations.AddField("debrief", "is_new", models.BooleanField(default=True))]
