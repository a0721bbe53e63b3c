"""The tables of metering."""

from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Allowance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scope', models.BigIntegerField(default=0, help_text="0: the whole town, else a section's id")),
                ('period_kind', models.CharField(choices=[('month', 'month'), ('fiscal_year', 'fiscal_year')], max_length=12)),
                ('limit_yen', models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                ('limit_tokens', models.PositiveBigIntegerField(null=True)),
                ('warn_first', models.PositiveSmallIntegerField(default=70)),
                ('warn_second', models.PositiveSmallIntegerField(default=90)),
                ('valid_from', models.DateField()),
                ('valid_until', models.DateField(null=True)),
            ],
            options={
                'verbose_name': '利用枠',
                'ordering': ['scope', 'period_kind', 'valid_from'],
                'constraints': [models.UniqueConstraint(fields=('scope', 'period_kind', 'valid_from'), name='allowance_once_a_start'), models.CheckConstraint(condition=models.Q(('limit_yen__isnull', False), ('limit_tokens__isnull', False), _connector='OR'), name='allowance_limits_something'), models.CheckConstraint(condition=models.Q(('limit_yen__isnull', True), ('limit_yen__gte', 0), _connector='OR'), name='allowance_not_negative'), models.CheckConstraint(condition=models.Q(('warn_first__lt', models.F('warn_second')), ('warn_second__lte', 100)), name='allowance_warns_in_order'), models.CheckConstraint(condition=models.Q(('valid_until__isnull', True), ('valid_until__gte', models.F('valid_from')), _connector='OR'), name='allowance_ends_after_it_begins')],
            },
        ),
        migrations.CreateModel(
            name='Counter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scope', models.BigIntegerField(help_text="0: the whole town, else a section's id")),
                ('period_kind', models.CharField(max_length=12)),
                ('first_day', models.DateField()),
                ('used_yen', models.DecimalField(decimal_places=6, default=0, max_digits=16)),
                ('used_tokens', models.PositiveBigIntegerField(default=0)),
                ('calls', models.PositiveBigIntegerField(default=0)),
            ],
            options={
                'verbose_name': '利用量の累計',
                'constraints': [models.UniqueConstraint(fields=('scope', 'period_kind', 'first_day'), name='counter_once_a_period')],
            },
        ),
        migrations.CreateModel(
            name='DailyUsage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('feature', models.CharField(max_length=40)),
                ('channel', models.CharField(blank=True, max_length=20)),
                ('model', models.CharField(blank=True, max_length=200)),
                ('section_id', models.BigIntegerField(null=True)),
                ('person_id', models.BigIntegerField(null=True)),
                ('calls', models.PositiveBigIntegerField(default=0)),
                ('failed_calls', models.PositiveBigIntegerField(default=0)),
                ('estimated_calls', models.PositiveBigIntegerField(default=0)),
                ('tokens_in', models.PositiveBigIntegerField(default=0)),
                ('tokens_out', models.PositiveBigIntegerField(default=0)),
                ('tokens_cached', models.PositiveBigIntegerField(default=0)),
                ('embeddings', models.PositiveBigIntegerField(default=0)),
                ('audio_seconds', models.DecimalField(decimal_places=3, default=0, max_digits=16)),
                ('cost_yen', models.DecimalField(decimal_places=6, default=0, max_digits=16)),
            ],
            options={
                'verbose_name': '日別利用量',
                'ordering': ['day', 'id'],
                'constraints': [models.UniqueConstraint(fields=('day', 'feature', 'channel', 'model', 'section_id', 'person_id'), name='daily_usage_once', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='UsageEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('event_id', models.UUIDField(unique=True)),
                ('at', models.DateTimeField()),
                ('feature', models.CharField(max_length=40)),
                ('channel', models.CharField(blank=True, max_length=20)),
                ('endpoint_name', models.CharField(blank=True, max_length=100)),
                ('model', models.CharField(blank=True, max_length=200)),
                ('tokens_in', models.PositiveBigIntegerField(default=0)),
                ('tokens_out', models.PositiveBigIntegerField(default=0)),
                ('tokens_cached', models.PositiveBigIntegerField(default=0)),
                ('embeddings', models.PositiveIntegerField(default=0)),
                ('audio_seconds', models.DecimalField(decimal_places=3, default=0, max_digits=12)),
                ('cost_yen', models.DecimalField(decimal_places=6, default=0, max_digits=14)),
                ('estimated', models.BooleanField(default=False)),
                ('outcome', models.CharField(max_length=40)),
                ('section_id', models.BigIntegerField(null=True)),
                ('person_id', models.BigIntegerField(null=True)),
                ('turn_id', models.CharField(blank=True, max_length=40)),
                ('first_token_ms', models.PositiveIntegerField(null=True)),
                ('total_ms', models.PositiveIntegerField(null=True)),
            ],
            options={
                'verbose_name': '利用記録',
                'ordering': ['at', 'id'],
                'indexes': [models.Index(fields=['at'], name='usage_event_at'), models.Index(fields=['feature', 'at'], name='usage_event_feature'), models.Index(fields=['section_id', 'at'], name='usage_event_section'), models.Index(fields=['person_id', 'at'], name='usage_event_person'), models.Index(condition=models.Q(('turn_id', ''), _negated=True), fields=['turn_id'], name='usage_event_turn')],
                'constraints': [models.CheckConstraint(condition=models.Q(('cost_yen__gte', 0)), name='usage_event_cost_not_negative'), models.CheckConstraint(condition=models.Q(('tokens_cached__lte', models.F('tokens_in'))), name='usage_event_cached_within_in')],
            },
        ),
    ]
