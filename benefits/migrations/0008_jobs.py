"""One row for each piece of long work, whatever it works out; exports are the first that stand on it."""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import benefits.models.job

WHY = "An earlier version of the program began this. Begin again."
STATES = {
    "ready": "ready",
    "published": "confirmed",
    "applied": "confirmed",
    "cancelled": "stopped",
    "failed": "failed",
}


def job_of(kind, old):
    """The job of a row of an earlier version: what ran is dropped with a word, all else is as it was."""
    return {
        "key": old.key,
        "kind": kind,
        "state": STATES.get(old.state, "failed"),
        "done": old.done,
        "total": old.total,
        "why": old.why if old.state in STATES else WHY,
        "who_id": old.made_by_id,
        "made_at": old.made_at,
    }


def earlier_columns(job, states):
    """What a row of the earlier version says of its job, where this version is taken back."""
    return {
        "done": job.done,
        "total": job.total,
        "state": states.get(job.state, "failed"),
        "why": job.why,
        "made_by_id": job.who_id,
        "made_at": job.made_at,
    }


def carry_exports(apps, schema_editor):
    """A file that is ready has a name now, which those of an earlier version do not: it is made anew."""
    job, export = (apps.get_model("benefits", name) for name in ("Job", "Export"))
    for old in apps.get_model("benefits", "ExportJob").objects.iterator():
        made = job_of("export", old)
        if made["state"] == "ready":
            made |= {"state": "failed", "why": WHY}
        export.objects.create(
            job=job.objects.create(**made),
            form=old.form,
            edition=old.edition,
            sha256=old.sha256,
            filters=old.filters,
        )


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("benefits", "0007_imports"),
    ]

    operations = [
        migrations.CreateModel(
            name="Job",
            fields=[
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name="key")),
                ("kind", models.CharField(choices=[("review", "review"), ("export", "export"), ("import", "import"), ("count", "count")], max_length=10, verbose_name="kind")),
                ("state", models.CharField(choices=[("running", "running"), ("ready", "ready"), ("confirmed", "confirmed"), ("stopped", "stopped"), ("failed", "failed")], default="running", max_length=10, verbose_name="state")),
                ("done", models.PositiveIntegerField(default=0, verbose_name="done")),
                ("total", models.PositiveIntegerField(default=0, verbose_name="in all")),
                ("why", models.TextField(blank=True, max_length=2000, verbose_name="why it failed")),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="begun at")),
                ("alive_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="last sign of work")),
                ("in_hand_of", models.UUIDField(blank=True, editable=False, null=True, verbose_name="in hand of")),
                ("who", models.ForeignKey(blank=True, null=True, on_delete=benefits.models.job.protect_owners, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="begun by")),
            ],
            options={"verbose_name": "job", "verbose_name_plural": "jobs", "ordering": ("-made_at",)},
        ),
        migrations.CreateModel(
            name="Export",
            fields=[
                ("job", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, serialize=False, to="benefits.job", verbose_name="job")),
                ("form", models.CharField(max_length=8, verbose_name="format")),
                ("edition", models.CharField(max_length=20, verbose_name="edition")),
                ("sha256", models.CharField(max_length=64, verbose_name="hash")),
                ("filters", models.TextField(verbose_name="filters")),
                ("file_name", models.CharField(blank=True, max_length=100, verbose_name="name of the file")),
            ],
            options={"verbose_name": "export", "verbose_name_plural": "exports"},
        ),
        migrations.RunPython(carry_exports, migrations.RunPython.noop),
        migrations.DeleteModel(name="ExportJob"),
    ]
