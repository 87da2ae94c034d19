"""Counts stand on jobs. What was counted is counted once more: it takes a minute, and is nobody's work."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("benefits", "0010_jobs_of_reviews")]

    operations = [
        migrations.DeleteModel(name="CountedPlan"),
        migrations.CreateModel(
            name="MissingCount",
            fields=[
                ("job", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, serialize=False, to="benefits.job", verbose_name="job")),
                ("sha256", models.CharField(max_length=64, unique=True, verbose_name="hash of the edition")),
            ],
            options={"verbose_name": "count of what is missing", "verbose_name_plural": "counts of what is missing"},
        ),
        migrations.CreateModel(
            name="CountedPlan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("plan", models.CharField(max_length=100, verbose_name="plan")),
                ("wanting", models.JSONField(verbose_name="what is wanting")),
                ("counted_at", models.DateTimeField(auto_now_add=True, verbose_name="counted at")),
                ("count", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="plans", to="benefits.missingcount", verbose_name="count")),
            ],
            options={
                "verbose_name": "counted plan",
                "verbose_name_plural": "counted plans",
                "ordering": ("plan",),
                "constraints": [models.UniqueConstraint(fields=("count", "plan"), name="countedplan_once_for_a_count")],
            },
        ),
    ]
