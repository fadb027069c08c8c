from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('activities', '0007_people_move'),
        ('contacts', '0003_privacy'),
    ]

    operations = [
        migrations.RemoveField(model_name='activity', name='contact'),
        migrations.AddField(
            model_name='activity',
            name='contacts',
            field=models.ManyToManyField(blank=True, related_name='activities', through='activities.ActivityContact', to='contacts.contact', verbose_name='with whom'),
        ),
    ]
