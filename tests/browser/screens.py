"""The screens on which pages are looked at."""

import os
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Any, Final

from playwright.sync_api import Page, ViewportSize

# Behind the login: one of them in every run, every width in every scheme where EVERY_WALK is set.
EVERY: Final = list(product((1280, 320), ("light", "dark")))
SCREENS: Final = EVERY if os.environ.get("EVERY_WALK") else EVERY[:1]

USUAL: Final = {"color_scheme": "light", "forced_colors": "none", "reduced_motion": "no-preference"}
DESK: Final[ViewportSize] = {"width": 1280, "height": 900}
PHONE: Final[ViewportSize] = {"width": 390, "height": 800}
SMALL_PHONE: Final[ViewportSize] = {"width": 320, "height": 700}
# Members' pages: all of them in every run.
LOOKS: Final[Mapping[str, tuple[ViewportSize, dict[str, Any]]]] = {
    "desktop": (DESK, {}),
    "320 px, reduced motion": (SMALL_PHONE, {"reduced_motion": "reduce"}),
    "320 px, dark": (SMALL_PHONE, {"color_scheme": "dark"}),
    "forced colours": (PHONE, {"forced_colors": "active"}),
}


# The two that differ in everything, for pages that are long.
FARTHEST: Final = ("desktop", "320 px, dark")


def looks_of(page: Page, looks: Iterable[str] = LOOKS) -> Iterator[str]:
    """The page as it stands, in one look after the other: the look's name. In the end it is on a desk again."""
    for name in looks:
        size, media = LOOKS[name]
        page.emulate_media(**{**USUAL, **media})
        page.set_viewport_size(size)
        yield name
    page.emulate_media(**USUAL)  # type: ignore[arg-type]
    page.set_viewport_size(DESK)
