"""For admins: the rows of the draft, one file for each noun, and the editions to look at.

The nouns register themselves when benefits/apps.py asks for them: the site is there by then.
"""

from typing import Final

NOUNS: Final = ("plan", "therapy", "benefit", "cost", "limit", "content", "source", "edition", "imports")
