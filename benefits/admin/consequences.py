"""Which member answers differ between two drafts, in words."""

from collections import Counter
from collections.abc import Collection
from datetime import date
from itertools import islice
from typing import Final

import msgspec
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from benefits.coverage.catalog import Catalog
from benefits.coverage.comparing import Compared, compared, difference, grouped, questions, unusual
from benefits.coverage.guidance import guidance
from benefits.coverage.reach import touched
from benefits.wording import changes

# So many situations are tried at most, evenly among those looked through of every plan and therapy; fewer where guide
# text is put together.
MOST_SEEN: Final = 20_000
MOST_TRIED: Final = 4000
MOST_WITH_TEXT: Final = 1000
MOST_NAMED: Final = 30


def consequences(before: Catalog, after: Catalog, plans: Collection[str], today: date) -> list[str]:
    """What members of these plans would read otherwise: each change with the number of situations that it is in."""
    gone = [slug for slug in plans if slug not in after.plan_by_slug]
    pairs = [(plan, therapy) for plan, therapy in touched(before, after) if plan in plans and plan not in gone]
    share = MOST_SEEN // max(1, len(pairs))
    parts = [list(islice(questions(before, after, pair, today), share)) for pair in pairs]
    seen = [one for part in parts for one in part]
    stride = 1 + len(seen) // (MOST_TRIED if before.contents == after.contents else MOST_WITH_TEXT)
    found = Counter(filter(None, (_change(before, after, compared(before, after, one)) for one in seen[::stride])))
    lines = [
        _("“%(plan)s” goes, with every answer that it gives.") % {"plan": before.plan_by_slug[slug].name}
        for slug in gone
    ]
    for change, count in found.most_common(MOST_NAMED):
        said = ngettext("%(change)s: in %(count)s situation", "%(change)s: in %(count)s situations", count)
        lines.append(said % {"change": change, "count": count})
    if stride > 1 or any(len(part) == share for part in parts) or len(found) > MOST_NAMED:
        said = _("At least that") if lines else _("No change was found")
        lines.append(_("%(found)s: not every situation was tried here.") % {"found": said})
    return lines


def _change(before: Catalog, after: Catalog, both: Compared) -> str:
    """What is different, beginning with plan and therapy; nothing when all is as it was."""
    asked = both.situation
    where = changes.place(asked.plan, asked.therapy, before, changes.case({"case": unusual(asked)}))
    if found := difference(both.before, both.after):
        return f"{where}: {changes.group({'parts': msgspec.to_builtins(grouped(found))}, before)}"
    return f"{where}: {_('details and next steps')}" if before.contents != after.contents and _texts(both) else ""


def _texts(both: Compared) -> bool:
    """Whether the guide's words around the answer differ."""
    old, new = both.before, both.after
    return bool(old and new and guidance(both.situation, old) != guidance(both.situation, new))
