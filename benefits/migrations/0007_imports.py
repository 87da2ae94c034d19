"""Files on their way into the draft, and what each of their rows would do to it."""

from importlib import import_module

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


ROWS = ("importbatch", "importrow")
GROUPS = {"Benefits admin": {f"{action}_{row}": row for row in ROWS for action in ("add", "change", "delete", "view")}}


def make(apps, schema_editor):
    """Whoever keeps the plan data brings it in."""
    import_module("benefits.migrations.0003_groups").grant(apps, GROUPS, {})


class Migration(migrations.Migration):

    dependencies = [
        ('benefits', '0006_staff_counts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ImportBatch',
            fields=[
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name='key')),
                ('kind', models.CharField(choices=[('catalog', 'catalog (JSON)'), ('sheets', 'sheets (CSV or XLSX)'), ('filing', 'CMS filing')], max_length=10, verbose_name='kind')),
                ('file_name', models.CharField(max_length=255, verbose_name='file')),
                ('sha256', models.CharField(max_length=64, verbose_name='hash of the file')),
                ('options', models.JSONField(blank=True, default=dict, verbose_name='options')),
                ('state', models.CharField(choices=[('reading', 'being read'), ('ready', 'to look through'), ('applied', 'in the draft'), ('cancelled', 'thrown away'), ('failed', 'failed')], default='reading', max_length=10, verbose_name='state')),
                ('why', models.TextField(blank=True, max_length=2000, verbose_name='why it failed')),
                ('done', models.PositiveIntegerField(default=0, verbose_name='rows done')),
                ('total', models.PositiveIntegerField(default=0, verbose_name='rows in all')),
                ('made_at', models.DateTimeField(auto_now_add=True, verbose_name='brought at')),
                ('worked_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='last sign of work')),
                ('applied_at', models.DateTimeField(blank=True, null=True, verbose_name='confirmed at')),
                ('reason', models.CharField(blank=True, max_length=100, verbose_name='reason')),
                ('applied_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='confirmed by')),
                ('made_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='brought by')),
            ],
            options={
                'verbose_name': 'import',
                'verbose_name_plural': 'imports',
                'ordering': ('-made_at',),
            },
        ),
        migrations.CreateModel(
            name='ImportRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField(verbose_name='position')),
                ('place', models.CharField(max_length=300, verbose_name='place')),
                ('table', models.CharField(blank=True, max_length=40, verbose_name='table')),
                ('record', models.CharField(blank=True, max_length=600, verbose_name='record')),
                ('plan', models.CharField(blank=True, max_length=80, verbose_name='plan')),
                ('verdict', models.CharField(choices=[('new', 'new'), ('changed', 'changed'), ('unchanged', 'unchanged'), ('refused', 'refused'), ('review', 'to review'), ('unmapped', 'unmapped')], max_length=10, verbose_name='verdict')),
                ('before', models.JSONField(blank=True, default=list, verbose_name='before')),
                ('after', models.JSONField(blank=True, default=list, verbose_name='after')),
                ('why', models.JSONField(blank=True, default=list, verbose_name='why')),
                ('verbatim', models.JSONField(blank=True, null=True, verbose_name='as filed')),
                ('row_sha256', models.CharField(blank=True, max_length=64, verbose_name='hash of the row')),
                ('decision', models.CharField(blank=True, choices=[('', 'open'), ('accepted', 'accepted'), ('corrected', 'corrected'), ('rejected', 'rejected')], default='', max_length=10, verbose_name='decision')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='decided at')),
                ('note', models.TextField(blank=True, max_length=2000, verbose_name='note')),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='benefits.importbatch', verbose_name='import')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
            ],
            options={
                'verbose_name': 'row of an import',
                'verbose_name_plural': 'rows of imports',
                'ordering': ('batch', 'position'),
            },
        ),
        migrations.AddConstraint(
            model_name='importbatch',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'applied'), _negated=True), models.Q(('applied_at__isnull', False), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='importbatch_applied_with_a_reason', violation_error_message='Say why it goes into the draft.'),
        ),
        migrations.AddIndex(
            model_name='importrow',
            index=models.Index(fields=['batch', 'verdict', 'position'], name='importrow_by_verdict'),
        ),
        migrations.AddIndex(
            model_name='importrow',
            index=models.Index(fields=['batch', 'plan', 'position'], name='importrow_by_plan'),
        ),
        migrations.AddConstraint(
            model_name='importrow',
            constraint=models.UniqueConstraint(fields=('batch', 'position'), name='importrow_once'),
        ),
        migrations.RunPython(make, migrations.RunPython.noop),
    ]
