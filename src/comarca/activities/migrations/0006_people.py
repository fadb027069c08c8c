"""Several people at the customer's take part in one activity."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('activities', '0005_kinds_of_account'),
        ('contacts', '0003_privacy'),
    ]

    operations = [
        migrations.CreateModel(
            name='ActivityContact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('activity', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='activity_contacts', to='activities.activity')),
                ('contact', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='activity_contacts', to='contacts.contact')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('activity', 'contact'), name='activity_contact_once')],
            },
        ),
    ]
