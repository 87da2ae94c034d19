"""What publishing would change, found before it is published; and who may look, publish and roll back."""

from importlib import import_module
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


REVIEW = {"review_draft": "review"}
GROUPS = {"Benefits admin": REVIEW, "Publisher": {**REVIEW, "publish_edition": "review"}}
NAMES = {
    "publish_edition": "Can publish and roll back",
    "review_draft": "Can review what the draft would change",
}


def make(apps, schema_editor):
    """Whoever edits sees what it would change; publishers decide."""
    import_module("benefits.migrations.0003_groups").grant(apps, GROUPS, NAMES)


class Migration(migrations.Migration):

    dependencies = [
        ('benefits', '0004_disagreements_and_confirmations'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Review',
            fields=[
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name='key')),
                ('base', models.PositiveIntegerField(verbose_name='compared with edition')),
                ('sha256', models.CharField(max_length=64, verbose_name='hash')),
                ('packed', models.BinaryField(verbose_name='catalog')),
                ('stamp', models.CharField(blank=True, max_length=64, verbose_name='state of the draft')),
                ('done', models.PositiveIntegerField(default=0, verbose_name='plans and therapies done')),
                ('total', models.PositiveIntegerField(verbose_name='plans and therapies in all')),
                ('offset', models.PositiveIntegerField(default=0, verbose_name='situations done of the next')),
                ('asked', models.PositiveIntegerField(default=0, verbose_name='situations compared')),
                ('changed', models.PositiveIntegerField(default=0, verbose_name='answers that change')),
                ('state', models.CharField(choices=[('running', 'running'), ('ready', 'ready'), ('published', 'published'), ('cancelled', 'cancelled'), ('failed', 'failed')], default='running', max_length=10, verbose_name='state')),
                ('why', models.CharField(blank=True, max_length=300, verbose_name='why it failed')),
                ('made_at', models.DateTimeField(verbose_name='begun at')),
                ('worked_at', models.DateTimeField(editable=False, null=True, verbose_name='last sign of work')),
                ('reason', models.CharField(blank=True, max_length=2000, verbose_name='reason')),
                ('confirmed_at', models.DateTimeField(null=True, verbose_name='confirmed at')),
                ('again', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='benefits.edition', to_field='number', verbose_name='goes back to')),
                ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='confirmed by')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='begun by')),
                ('published', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='benefits.edition', verbose_name='published as')),
            ],
            options={
                'verbose_name': 'review',
                'verbose_name_plural': 'reviews',
                'ordering': ('-made_at',),
                'permissions': (('publish_edition', 'Can publish and roll back'), ('review_draft', 'Can review what the draft would change')),
            },
        ),
        migrations.CreateModel(
            name='Finding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('gap', 'gap'), ('law', 'broken law'), ('case', 'broken case'), ('change', 'changed answers')], max_length=10, verbose_name='kind')),
                ('plan', models.CharField(blank=True, max_length=80, verbose_name='plan')),
                ('therapy', models.CharField(blank=True, max_length=80, verbose_name='therapy')),
                ('what', models.JSONField(verbose_name='what')),
                ('digest', models.CharField(max_length=64, verbose_name='identity')),
                ('count', models.PositiveIntegerField(default=1, verbose_name='answers')),
                ('example', models.JSONField(null=True, verbose_name='example')),
                ('rank', models.PositiveIntegerField(default=0, verbose_name='rank')),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='findings', to='benefits.review', verbose_name='review')),
            ],
            options={
                'verbose_name': 'finding',
                'verbose_name_plural': 'findings',
                'ordering': ('kind', 'rank', '-count', 'plan', 'therapy', 'digest'),
                'constraints': [models.UniqueConstraint(fields=('review', 'kind', 'digest'), name='finding_once')],
            },
        ),
        migrations.RunPython(make, migrations.RunPython.noop),
    ]
