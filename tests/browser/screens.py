"""The screens on which pages behind the login are looked at."""

import os
from itertools import product
from typing import Final

# Each width and each scheme once in every run, every pair of them where EVERY_WALK is set.
USUAL: Final = [(1280, "light"), (320, "dark")]
SCREENS: Final = list(product((1280, 320), ("light", "dark"))) if os.environ.get("EVERY_WALK") else USUAL
