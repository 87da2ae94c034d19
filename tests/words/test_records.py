"""The words of the records: each vocabulary says all its members, and none is said in two tables."""

from benefits.words import answers, records


def test_each_table_says_all_its_members() -> None:
    assert {vocabulary: set(words) for vocabulary, words in records.LABELS.items()} == {
        vocabulary: set(vocabulary) for vocabulary in records.LABELS
    }


def test_no_vocabulary_is_said_twice() -> None:
    assert not set(records.LABELS) & set(answers.LABELS)
