"""Pools of visits, spelled and read."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from benefits.coverage.records import PoolMember
from benefits.coverage.vocabulary import NetworkTier, Purpose, Refused, Setting
from benefits.models import pooling
from benefits.words import refusals

MASSAGE = PoolMember(therapy="massage")
WHOLE = PoolMember(
    therapy="physical-therapy",
    purpose=Purpose.REHABILITATION,
    setting=Setting.OUTPATIENT,
    tier=NetworkTier.KAISER,
)


@pytest.mark.parametrize(
    ("member", "text"),
    [
        pytest.param(MASSAGE, "massage", id="a therapy"),
        pytest.param(PoolMember(), "*", id="any therapy"),
        pytest.param(WHOLE, "physical-therapy/rehabilitation/outpatient@kaiser", id="all parts"),
        pytest.param(PoolMember(therapy="massage", purpose=Purpose.HABILITATION), "massage/habilitation", id="purpose"),
        pytest.param(PoolMember(setting=Setting.INPATIENT), "*/inpatient", id="setting alone"),
        pytest.param(PoolMember(tier=NetworkTier.OUTSIDE), "*@outside", id="tier alone"),
    ],
)
def test_a_member_has_one_spelling(member: PoolMember, text: str) -> None:
    assert pooling.spelled([member]) == text
    assert pooling.read(text) == (member,)


def test_the_order_of_parts_and_blank_lines_do_not_matter() -> None:
    assert pooling.read("\n physical-therapy/outpatient/rehabilitation@kaiser \r\n\nmassage\n") == (WHOLE, MASSAGE)


def test_a_line_that_is_there_twice_counts_once() -> None:
    assert pooling.read("massage\nmassage") == (MASSAGE,)


def test_an_empty_text_names_nothing() -> None:
    assert pooling.read(" \n ") == ()


@pytest.mark.parametrize(
    ("line", "told"),
    [
        pytest.param("physical therapy", "begin with a therapy", id="a name instead of a slug"),
        pytest.param("@kaiser", "begin with a therapy", id="no therapy"),
        pytest.param("massage/rehab", "“rehab” is none of rehabilitation, habilitation", id="no such purpose"),
        pytest.param("massage/", "“” is none of", id="a slash and nothing"),
        pytest.param("massage/inpatient/outpatient", "“outpatient” is none of", id="two settings"),
        pytest.param("massage@", "after @ comes one of kaiser, contracted, outside", id="an @ and nothing"),
        pytest.param("massage@home", "after @ comes one of", id="no such tier"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_line(line: str, told: str) -> None:
    with pytest.raises(Refused) as problem:
        pooling.read(f"massage\n{line}")

    assert problem.value.field == "members"
    assert f"“{line}”" in refusals.why(problem.value)
    assert told in refusals.why(problem.value)


members = some.builds(
    PoolMember,
    therapy=some.none() | some.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True),
    purpose=some.none() | some.sampled_from(Purpose),
    setting=some.none() | some.sampled_from(Setting),
    tier=some.none() | some.sampled_from(NetworkTier),
)


@given(some.lists(members, unique=True))
def test_every_pool_survives_its_spelling(pool: list[PoolMember]) -> None:
    assert pooling.read(pooling.spelled(pool)) == tuple(pool)
