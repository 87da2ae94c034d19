"""The sources that an answer leans on."""

from benefits.wording.sources import Sources
from tests.coverage.builders import guides


def test_sources_are_listed_once_in_the_order_they_are_leaned_on() -> None:
    sources = Sources(guides())

    cited = [sources.cite(slug) for slug in ("p-21", "m-13", "p-21")]

    assert cited == ["p-21", "m-13", "p-21"]
    assert [source.id for source in sources.listed()] == ["p-21", "m-13"]
    assert sources.listed()[0].locator == "P:21"


def test_the_members_own_word_is_no_source() -> None:
    sources = Sources(guides())

    assert sources.cite("") is None
    assert sources.cite(None) is None
    assert sources.listed() == ()
