"""Reviews stand on jobs: the key of a review is that of its job."""

from importlib import import_module

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

jobs = import_module("benefits.migrations.0008_jobs")


EARLIER_STATES = {"running": "running", "ready": "ready", "confirmed": "published", "stopped": "cancelled"}


def give_jobs(apps, schema_editor):
    job = apps.get_model("benefits", "Job")
    for old in apps.get_model("benefits", "Review").objects.defer("packed").iterator():
        job.objects.create(**jobs.job_of("review", old))
    schema_editor.connection.check_constraints()  # PostgreSQL alters no table with checks that are still to come


def take_jobs_back(apps, schema_editor):
    job, review = (apps.get_model("benefits", name) for name in ("Job", "Review"))
    made = job.objects.filter(kind="review")
    for each in made:
        columns = jobs.earlier_columns(each, EARLIER_STATES)
        review.objects.filter(pk=each.pk).update(**{**columns, "why": each.why[:300]})
    made._raw_delete(schema_editor.connection.alias)  # nothing refers to them any more
    schema_editor.connection.check_constraints()


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("benefits", "0009_family_rule"),
    ]

    operations = [
        # So that there are such columns for a moment with nothing in them, where this is taken back.
        migrations.AlterField(model_name="review", name="made_at", field=models.DateTimeField(null=True)),
        migrations.AlterField(model_name="review", name="total", field=models.PositiveIntegerField(null=True)),
        migrations.RunPython(give_jobs, take_jobs_back),
        migrations.AlterModelOptions(
            name="review",
            options={
                "ordering": ("-job__made_at",),
                "permissions": (("publish_edition", "Can publish and roll back"), ("review_draft", "Can review what the draft would change")),
                "verbose_name": "review",
                "verbose_name_plural": "reviews",
            },
        ),
        # The column first, by itself: only so SQLite takes the findings along, which refer to it.
        migrations.AlterField(
            model_name="review",
            name="key",
            field=models.UUIDField(db_column="job_id", default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name="key"),
        ),
        migrations.RenameField(model_name="review", old_name="key", new_name="job"),
        migrations.AlterField(
            model_name="review",
            name="job",
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, serialize=False, to="benefits.job", verbose_name="job"),
        ),
        migrations.RemoveField(model_name="review", name="done"),
        migrations.RemoveField(model_name="review", name="made_at"),
        migrations.RemoveField(model_name="review", name="made_by"),
        migrations.RemoveField(model_name="review", name="state"),
        migrations.RemoveField(model_name="review", name="total"),
        migrations.RemoveField(model_name="review", name="why"),
        migrations.RemoveField(model_name="review", name="worked_at"),
    ]
