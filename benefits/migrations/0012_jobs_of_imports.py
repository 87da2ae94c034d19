"""Imports stand on jobs: the key of an import is that of its job, and its kind is the name of its reader."""

from importlib import import_module

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

jobs = import_module("benefits.migrations.0008_jobs")
EARLIER_STATES = {"running": "reading", "ready": "ready", "confirmed": "applied", "stopped": "cancelled"}


def give_jobs(apps, schema_editor):
    """The rows of what was being read go: nothing of it is in the draft, and it is read anew."""
    job, batch, row = (apps.get_model("benefits", name) for name in ("Job", "ImportBatch", "ImportRow"))
    row.objects.filter(batch__state="reading").delete()
    for old in batch.objects.iterator():
        job.objects.create(**jobs.job_of("import", old))
    schema_editor.connection.check_constraints()  # PostgreSQL alters no table with checks that are still to come


def take_jobs_back(apps, schema_editor):
    job, batch = (apps.get_model("benefits", name) for name in ("Job", "ImportBatch"))
    made = job.objects.filter(kind="import")
    for each in made:
        batch.objects.filter(pk=each.pk).update(**jobs.earlier_columns(each, EARLIER_STATES))
    made._raw_delete(schema_editor.connection.alias)  # nothing refers to them any more
    schema_editor.connection.check_constraints()


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("benefits", "0011_jobs_of_counts"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="importbatch", name="importbatch_applied_with_a_reason"),
        # So that there is such a column for a moment with nothing in it, where this is taken back.
        migrations.AlterField(model_name="importbatch", name="made_at", field=models.DateTimeField(null=True)),
        migrations.RunPython(give_jobs, take_jobs_back),
        migrations.AlterModelOptions(
            name="importbatch",
            options={"ordering": ("-job__made_at",), "verbose_name": "import", "verbose_name_plural": "imports"},
        ),
        migrations.RenameField(model_name="importbatch", old_name="applied_at", new_name="confirmed_at"),
        migrations.RenameField(model_name="importbatch", old_name="applied_by", new_name="confirmed_by"),
        migrations.RenameField(model_name="importbatch", old_name="kind", new_name="reader"),
        migrations.AlterField(
            model_name="importbatch", name="reader", field=models.CharField(max_length=20, verbose_name="kind")
        ),
        # The column first, by itself: only so SQLite takes the rows along, which refer to it.
        migrations.AlterField(
            model_name="importbatch",
            name="key",
            field=models.UUIDField(db_column="job_id", default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name="key"),
        ),
        migrations.RenameField(model_name="importbatch", old_name="key", new_name="job"),
        migrations.AlterField(
            model_name="importbatch",
            name="job",
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, serialize=False, to="benefits.job", verbose_name="job"),
        ),
        migrations.RemoveField(model_name="importbatch", name="done"),
        migrations.RemoveField(model_name="importbatch", name="made_at"),
        migrations.RemoveField(model_name="importbatch", name="made_by"),
        migrations.RemoveField(model_name="importbatch", name="state"),
        migrations.RemoveField(model_name="importbatch", name="total"),
        migrations.RemoveField(model_name="importbatch", name="why"),
        migrations.RemoveField(model_name="importbatch", name="worked_at"),
        migrations.AddConstraint(
            model_name="importbatch",
            constraint=models.CheckConstraint(
                condition=models.Q(("confirmed_at__isnull", True), models.Q(("reason", ""), _negated=True), _connector="OR"),
                name="importbatch_confirmed_with_a_reason",
                violation_error_message="Say why it goes into the draft.",
            ),
        ),
    ]
