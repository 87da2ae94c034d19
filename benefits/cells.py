"""What a spreadsheet program would take for more than text."""

import re
from typing import Final

# The beginning of a formula, plain or full-width, also after blanks.
FORMULA: Final = re.compile(r"[\t\r\n\0]|\s*[=+\-@＝＋－＠]")
