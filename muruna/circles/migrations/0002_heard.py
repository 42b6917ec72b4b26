"""When an open page of a facilitator inside a meeting was heard last."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("circles", "0001_first")]

    operations = [
        migrations.AddField("presence", "heard_at", models.DateTimeField(null=True)),
    ]
