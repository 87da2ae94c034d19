"""What takes longer than its floor is told from what does not, and a crowded machine from an idle one."""

from itertools import count
from types import SimpleNamespace

import pytest

from tests import floors
from tests.floors import times_the_floor


def count_to(number: int) -> None:
    for _step in range(number):
        pass


def test_the_floor_is_one_and_four_times_the_work_about_four() -> None:
    assert 0.6 < times_the_floor(lambda: count_to(200_000), lambda: count_to(200_000)) < 1.6
    assert 2.5 < times_the_floor(lambda: count_to(800_000), lambda: count_to(200_000)) < 6


@pytest.mark.parametrize(
    ("shares", "times"),
    [
        pytest.param(1, 1.0, id="alone on its processor"),
        pytest.param(3, 3.0, id="two others want the same one"),
    ],
)
def test_how_crowded_the_machine_is(shares: int, times: float, monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock on which each hundredth of a second of work takes as many as there are who share."""
    worked = count(0, 0.01)
    last = [0.0]

    def thread_time() -> float:
        last[0] = next(worked)
        return last[0]

    clock = SimpleNamespace(thread_time=thread_time, monotonic=lambda: shares * last[0])
    monkeypatch.setattr(floors, "time", clock)

    assert floors.crowding() == pytest.approx(times, rel=0.4)
