"""What others see of the counts: a copy that is renewed once a day."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("strategies", "0001_first")]

    operations = [
        migrations.AddField("triedcount", "shown", models.PositiveIntegerField(default=0)),
    ]
