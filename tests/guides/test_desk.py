"""What a guide is laid out from."""

from benefits.coverage.vocabulary import ContentKind, Stage
from benefits.guides.desk import Desk
from tests import shipped

DESK = Desk(shipped.catalog(), "physical-therapy")


def test_the_plans_are_those_that_the_check_offers() -> None:
    assert list(DESK.plans) == ["hmo", "hdhp", "senior-advantage", "other", "unsure"]


def test_pieces_are_of_the_therapy_and_in_order() -> None:
    titles = [found.title for found in DESK.pieces(ContentKind.TIP)]

    assert titles[:2] == ["Start early", "Go to every visit"]
    assert not [found for found in DESK.pieces(ContentKind.LEDE) if "massage" in found.text]


def test_pieces_are_of_the_stage() -> None:
    assert [found.text for found in DESK.pieces(ContentKind.STEP, Stage.FIND_PROVIDER)] == []
    assert len(DESK.pieces(ContentKind.STEP, Stage.GET_CARE)) == 5


def test_what_is_written_for_one_plan_alone_is_not_for_readers() -> None:
    assert not [content for content in DESK.contents if content.plans]


def test_all_plans_need_no_label() -> None:
    assert DESK.label(["hmo", "unsure"]) == "HMO, Plan not known"
    assert DESK.label(DESK.plans) == ""
