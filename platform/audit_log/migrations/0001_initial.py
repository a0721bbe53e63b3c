"""The log's table."""

from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('actor_kind', models.CharField(max_length=12)),
                ('actor_id', models.CharField(blank=True, max_length=40)),
                ('actor_label', models.CharField(blank=True, max_length=120)),
                ('action', models.CharField(max_length=100)),
                ('subject_kind', models.CharField(blank=True, max_length=60)),
                ('subject_id', models.CharField(blank=True, max_length=60)),
                ('subject_label', models.CharField(blank=True, max_length=200)),
                ('detail', models.JSONField(default=dict)),
                ('request_id', models.CharField(blank=True, max_length=64)),
                ('ip', models.GenericIPAddressField(null=True)),
                ('previous_hash', models.CharField(max_length=64, unique=True)),
                ('hash', models.CharField(max_length=64, unique=True)),
            ],
            options={
                'verbose_name': '監査記録',
                'ordering': ['id'],
                'indexes': [models.Index(fields=['at'], name='audit_entry_at'), models.Index(fields=['action', 'id'], name='audit_entry_action'), models.Index(fields=['actor_kind', 'actor_id', 'id'], name='audit_entry_actor'), models.Index(fields=['subject_kind', 'subject_id', 'id'], name='audit_entry_subject'), models.Index(condition=models.Q(('request_id', ''), _negated=True), fields=['request_id'], name='audit_entry_request')],
                'constraints': [models.CheckConstraint(condition=models.Q(('actor_kind__in', ['person', 'operator', 'system', 'resident'])), name='audit_entry_actor_kind'), models.CheckConstraint(condition=models.Q(('id__gte', 1)), name='audit_entry_numbered_from_one')],
            },
        ),
    ]
