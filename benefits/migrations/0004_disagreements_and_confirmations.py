"""Two sources that differ, and citations that wait to be looked up again."""

from importlib import import_module

import benefits.models.columns
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


ROW = "disagreementrow"
GROUPS = {"Benefits admin": {f"{action}_{ROW}": ROW for action in ("add", "change", "delete", "view")}}


def make(apps, schema_editor):
    """Whoever keeps the plan data keeps these."""
    import_module("benefits.migrations.0003_groups").grant(apps, GROUPS, {})


class Migration(migrations.Migration):

    dependencies = [
        ('benefits', '0003_groups'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='citationrow',
            name='to_confirm',
            field=models.BooleanField(default=False, help_text='Carried over to another plan year, and not yet looked up in its document.', verbose_name='to confirm'),
        ),
        migrations.AddField(
            model_name='historicalcitationrow',
            name='to_confirm',
            field=models.BooleanField(default=False, help_text='Carried over to another plan year, and not yet looked up in its document.', verbose_name='to confirm'),
        ),
        migrations.CreateModel(
            name='HistoricalDisagreementRow',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('subject', benefits.models.columns.OneOf(max_length=40, verbose_name='subject')),
                ('says', models.TextField(help_text='In plain words: members read it.', max_length=2000, verbose_name='one source says')),
                ('other_says', models.TextField(max_length=2000, verbose_name='the other says')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('citation', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='benefits.citationrow', to_field='slug', verbose_name='citation')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('other_citation', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='benefits.citationrow', to_field='slug', verbose_name='citation of the other')),
                ('plan', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='benefits.planrow', to_field='slug', verbose_name='plan')),
                ('therapy', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='benefits.therapyrow', to_field='slug', verbose_name='therapy')),
            ],
            options={
                'verbose_name': 'historical open disagreement',
                'verbose_name_plural': 'historical open disagreements',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='DisagreementRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject', benefits.models.columns.OneOf(max_length=40, verbose_name='subject')),
                ('says', models.TextField(help_text='In plain words: members read it.', max_length=2000, verbose_name='one source says')),
                ('other_says', models.TextField(max_length=2000, verbose_name='the other says')),
                ('citation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='benefits.citationrow', to_field='slug', verbose_name='citation')),
                ('other_citation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='benefits.citationrow', to_field='slug', verbose_name='citation of the other')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='benefits.planrow', to_field='slug', verbose_name='plan')),
                ('therapy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='benefits.therapyrow', to_field='slug', verbose_name='therapy')),
            ],
            options={
                'verbose_name': 'open disagreement',
                'verbose_name_plural': 'open disagreements',
                'ordering': ('plan', 'therapy', 'subject'),
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('plan', 'therapy', 'subject'), name='disagreement_once', violation_error_message='This disagreement is already on file.'), models.CheckConstraint(condition=models.Q(('citation', models.F('other_citation')), _negated=True), name='disagreement_two_sources', violation_error_message='Name the place in the other source.')],
            },
        ),
        migrations.RunPython(make, migrations.RunPython.noop),
    ]
