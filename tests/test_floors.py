"""What takes longer than its floor is told from what does not."""

from tests.floors import times_the_floor


def count_to(number: int) -> None:
    for _step in range(number):
        pass


def test_the_floor_is_one_and_four_times_the_work_about_four() -> None:
    assert 0.6 < times_the_floor(lambda: count_to(200_000), lambda: count_to(200_000)) < 1.6
    assert 2.5 < times_the_floor(lambda: count_to(800_000), lambda: count_to(200_000)) < 6
