"""Why somebody was put out of a meeting, and why a post was taken away: whoever it befell is told."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("circles", "0002_heard")]

    operations = [
        migrations.AddField("presence", "out_because", models.CharField(max_length=24, blank=True, default="")),
        migrations.AddField("post", "away_because", models.CharField(max_length=24, blank=True, default="")),
    ]
