"""What is said beside a proposal's figures is said once."""

from benefits.importing.filings.notes import Notes


def test_a_note_is_said_once() -> None:
    notes, more = Notes(["one"], ["a"]), Notes(["one", "two"], ["b", "a"])

    notes.caveat("one")
    notes.review("a")
    notes.add(more)

    assert (notes.caveats, notes.why) == (["one", "two"], ["a", "b"])
    assert (more.caveats, more.why) == (["one", "two"], ["b", "a"])
