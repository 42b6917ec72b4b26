"""Who was asked and who looks after a case, and letters that tell what would be told outside."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('safeguarding', '0001_first'),
        ('spaces', '0001_first'),
    ]

    operations = [
        migrations.AddField(
            model_name='case',
            name='asked',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='spaces.membership'),
        ),
        migrations.AddField(
            model_name='case',
            name='asked_again_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='case',
            name='taken_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='spaces.membership'),
        ),
        migrations.AddField(
            model_name='caseletter',
            name='note',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='safeguarding.casenote'),
        ),
    ]
