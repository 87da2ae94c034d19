"""Every part of a plan has its place on the plan's page, with every field of its record."""

import pytest
from django.contrib.admin.utils import flatten

from benefits.admin.parts import INLINES, PartInline
from benefits.admin.versions import PARTS


def test_every_part_has_its_place() -> None:
    assert {inline.model for inline in INLINES} == set(PARTS)


@pytest.mark.parametrize("inline", INLINES, ids=lambda inline: inline.__name__)
def test_every_field_of_the_record_has_its_place(inline: type[PartInline]) -> None:
    assert sorted([*flatten(list(inline.lines)), "plan"]) == sorted(inline.model.RECORD.__struct_fields__)
