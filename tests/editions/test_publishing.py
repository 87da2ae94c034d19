"""A draft becomes a numbered edition, or is refused by name and nothing changes."""

import zlib

import pytest
from django.contrib.auth.models import User

from benefits import editions
from benefits.coverage.catalog import from_json, sha256, to_json
from benefits.coverage.gaps import Gap, GapKind
from benefits.coverage.vocabulary import Refused
from benefits.editions import publishing
from benefits.models import Edition, GateRow, TherapyRow
from tests import whole

GAP = Gap(table="gates", key=("gold", "massage"), field="network", kind=GapKind.SOURCE)


def rename(name: str) -> None:
    TherapyRow.objects.filter(slug="massage").update(name=name)


@pytest.mark.usefixtures("loaded")
def test_the_first_edition_is_number_1() -> None:
    petra = User.objects.create_user("petra-publisher")

    edition = editions.publish(by=petra, reason="The first.")

    assert (edition.number, edition.published_by, edition.reason) == (1, petra, "The first.")
    assert edition.sha256 == sha256(to_json(whole.catalog()))
    assert from_json(Edition.objects.get().catalog_json) == whole.catalog()
    assert editions.newest_number() == 1


@pytest.mark.usefixtures("loaded")
def test_the_next_edition_has_the_next_number() -> None:
    editions.publish(by=None, reason="The first.")
    rename("Massage by hand")

    assert editions.publish(by=None, reason="The second.").number == 2


@pytest.mark.usefixtures("loaded")
def test_it_refuses_to_publish_what_is_in_force() -> None:
    editions.publish(by=None, reason="The first.")

    with pytest.raises(editions.NothingNew, match="edition 1"):
        editions.publish(by=None, reason="Once more.")

    assert editions.newest_number() == 1


@pytest.mark.usefixtures("loaded")
def test_it_refuses_a_draft_with_gaps_and_names_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publishing, "gaps", lambda _catalog: (GAP,))

    with pytest.raises(editions.Incomplete, match="gold / massage: network: says something without") as refusal:
        editions.publish(by=None, reason="Too early.")

    assert refusal.value.gaps == (GAP,)
    assert not Edition.objects.exists()


@pytest.mark.usefixtures("loaded")
def test_it_refuses_rows_that_make_no_sense() -> None:
    GateRow.objects.filter(kind="referral").update(referrers=())

    with pytest.raises(Refused, match="gold / massage / referral"):
        editions.publish(by=None, reason="Too early.")

    assert not Edition.objects.exists()


@pytest.mark.usefixtures("loaded")
def test_of_two_publishers_one_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    def meanwhile(_catalog: object) -> tuple[Gap, ...]:
        monkeypatch.setattr(publishing, "gaps", lambda _catalog: ())
        editions.publish(by=None, reason="The faster one.")
        return ()

    monkeypatch.setattr(publishing, "gaps", meanwhile)

    with pytest.raises(editions.Overtaken, match="edition 1"):
        editions.publish(by=None, reason="The slower one.")

    assert [edition.reason for edition in Edition.objects.all()] == ["The faster one."]


@pytest.mark.usefixtures("loaded")
def test_it_counts_what_an_edition_holds() -> None:
    counts = editions.counts(editions.publish(by=None, reason="The first."))

    assert (counts["plans"], counts["gates"], counts["contents"]) == (2, 2, 1)


@pytest.mark.usefixtures("loaded")
def test_a_catalog_is_stored_packed() -> None:
    edition = editions.publish(by=None, reason="The first.")

    assert zlib.decompress(edition.packed) == to_json(whole.catalog())


@pytest.mark.usefixtures("loaded")
def test_unpublished_changes_count_each_row_once() -> None:
    editions.publish(by=None, reason="The first.")
    assert editions.unpublished_changes() == 0

    massage = TherapyRow.objects.get(slug="massage")
    for name in ("Massage by hand", "Massage"):
        massage.name = name
        massage.save()
    GateRow.objects.all()[0].delete()

    assert editions.unpublished_changes() == 2


@pytest.mark.usefixtures("loaded")
def test_before_the_first_edition_everything_is_unpublished() -> None:
    assert editions.unpublished_changes() > 10
