"""Who may do what, as groups: a login is put into one or more of them."""

from django.db import migrations

ROWS = (
    "sourcerow", "citationrow", "regionrow", "plantyperow", "planrow", "planamountrow", "therapyrow",
    "techniquerow", "conditionrow", "benefitrow", "gaterow", "costtierrow", "visitlimitrow", "poolmemberrow",
    "conditionrulerow", "deliveryrow", "contentrow",
)
STAFF = {
    "view_summaries": "keptcase",
    "look_up_answers": "keptcase",
    "add_keptcase": "keptcase",
    "view_keptcase": "keptcase",
}
GROUPS = {
    "Staff": STAFF,
    "Benefits admin": {
        **{f"{action}_{row}": row for row in ROWS for action in ("add", "change", "delete", "view")},
        "view_edition": "edition",
        "view_summaries": "keptcase",
        "view_draft": "keptcase",
        "view_keptcase": "keptcase",
    },
    "Publisher": {
        **STAFF,
        "view_draft": "keptcase",
        "retire_keptcase": "keptcase",
        "view_edition": "edition",
    },
}
NAMES = {
    "view_summaries": "Can see and download summaries",
    "view_draft": "Can see summaries of the draft",
    "look_up_answers": "Can look up an answer for a caller",
    "retire_keptcase": "Can retire a kept case",
}


def make(apps, schema_editor):
    """The first three groups."""
    grant(apps, GROUPS, NAMES)


def grant(apps, groups, names):
    """Permissions are made here, as Django makes its own only once all migrations are through."""
    content_type = apps.get_model("contenttypes", "ContentType")
    permission = apps.get_model("auth", "Permission")
    group = apps.get_model("auth", "Group")
    for name, wanted in groups.items():
        made, _new = group.objects.get_or_create(name=name)
        for codename, model in wanted.items():
            kind, _new = content_type.objects.get_or_create(app_label="benefits", model=model)
            action, _, noun = codename.partition("_")
            words = names.get(codename) or f"Can {action} {_verbose(apps, noun)}"
            granted, _new = permission.objects.get_or_create(
                content_type=kind, codename=codename, defaults={"name": words}
            )
            made.permissions.add(granted)


def _verbose(apps, model):
    return str(apps.get_model("benefits", model)._meta.verbose_name)


def unmake(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=GROUPS).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("benefits", "0002_kept_cases_and_exports"),
    ]

    operations = [migrations.RunPython(make, unmake)]
