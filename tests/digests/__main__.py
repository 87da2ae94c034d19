"""Writes down today's digests, and says what differs from those before:  python -m tests.digests"""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from tests.digests import keeping  # noqa: E402

before = keeping.kept() if keeping.KEPT.exists() else {}
after = keeping.today()
keeping.KEPT.write_text(keeping.written(after), encoding="utf-8")
print("\n".join(keeping.differences(before, after)) or "Nothing differs.")
