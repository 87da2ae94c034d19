"""Writes down today's digests, and says what differs from those before:  python -m tests.digests"""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from tests.digests import keeping, rules  # noqa: E402


def main() -> int:
    """Write them; 1, and nothing is written, where the rules number has to go up first."""
    rules_now = rules.today()
    if rules.must_rise(rules.kept(), rules_now):
        print(rules.RISE)
        return 1
    before, after = keeping.kept(), keeping.today()
    keeping.KEPT.write_text(keeping.written(after), encoding="utf-8")
    rules.write(rules_now)
    print("\n".join(keeping.differences(before, after)) or "Nothing differs.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
