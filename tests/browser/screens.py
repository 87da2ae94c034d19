"""The screens on which pages behind the login are looked at."""

import os
from itertools import product
from typing import Final

# One of them in every run, every width in every scheme where EVERY_WALK is set.
EVERY: Final = list(product((1280, 320), ("light", "dark")))
SCREENS: Final = EVERY if os.environ.get("EVERY_WALK") else EVERY[:1]
