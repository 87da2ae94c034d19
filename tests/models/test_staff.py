"""Cases and exports name themselves, and the groups hold what their people need."""

import pytest
from django.contrib.auth.models import Group, Permission

from benefits.models import CountedPlan, Export, Job, KeptCase, MissingCount
from tests.groups import make_groups


@pytest.fixture
def groups(db: None) -> None:
    """As the migration makes them: a test that empties the database before this one takes them along."""
    make_groups()


def test_they_have_names() -> None:
    assert str(KeptCase(pk=3)) == "Case 3"
    assert str(Export(form="csv", job=Job(done=5, total=9))) == "csv 5/9"
    assert str(CountedPlan(plan="hmo")) == "hmo"
    assert str(MissingCount(sha256="0123456789abcdef")) == "0123456789ab"


@pytest.mark.usefixtures("groups")
@pytest.mark.parametrize(
    ("group", "held", "withheld"),
    [
        (
            "Staff",
            {"view_summaries", "look_up_answers", "add_keptcase"},
            {"view_draft", "retire_keptcase", "change_planrow"},
        ),
        ("Benefits admin", {"view_summaries", "view_draft", "change_planrow"}, {"look_up_answers", "retire_keptcase"}),
        ("Publisher", {"view_summaries", "view_draft", "retire_keptcase"}, {"change_planrow"}),
    ],
)
def test_groups_hold_their_permissions(group: str, held: set[str], withheld: set[str]) -> None:
    found = set(Group.objects.get(name=group).permissions.values_list("codename", flat=True))

    assert held <= found
    assert not withheld & found


@pytest.mark.django_db
def test_no_permission_is_there_twice() -> None:
    names = list(Permission.objects.values_list("content_type", "codename"))

    assert len(names) == len(set(names))
