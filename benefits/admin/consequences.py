"""Which member answers differ between two drafts, in words."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice, product
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from msgspec.structs import replace

from benefits.coverage.catalog import Catalog
from benefits.coverage.decision import Decision, decide
from benefits.coverage.guidance import guidance
from benefits.coverage.probes import signature
from benefits.coverage.situation import Situation
from benefits.coverage.terms import terms
from benefits.coverage.universe import situations
from benefits.coverage.vocabulary import Purpose, Setting
from benefits.models.choices import LABELS
from benefits.wording import costs, summaries

# About as many situations are tried, evenly among all; fewer where guide text has to be put together for each.
MOST_TRIED: Final = 4000
MOST_WITH_TEXT: Final = 500
USUAL_CASE: Final = 800  # situations that a plan and therapy have
MOST_NAMED: Final = 30
USUAL: Final = (Purpose.REHABILITATION, Setting.OUTPATIENT)


def consequences(before: Catalog, after: Catalog, plans: Sequence[str], today: date) -> list[str]:
    """What members of these plans would read otherwise: each change with the number of situations that it is in."""
    gone = [slug for slug in plans if slug not in after.plan_by_slug]
    most = MOST_TRIED if before.contents == after.contents else MOST_WITH_TEXT
    cases = [case for slug in plans if slug not in gone for case in _touched(before, after, slug, today)]
    stride = 1 + len(cases) * USUAL_CASE // most
    tried = (told for case in cases for told in islice(_situations(before, case), 0, None, stride))
    changes = Counter(filter(None, (_change(before, after, told) for told in tried)))
    lines = [
        _("“%(plan)s” goes, with every answer that it gives.") % {"plan": before.plan_by_slug[s].name} for s in gone
    ]
    for change, count in changes.most_common(MOST_NAMED):
        said = ngettext("%(change)s: in %(count)s situation", "%(change)s: in %(count)s situations", count)
        lines.append(said % {"change": change, "count": count})
    if stride > 1 or len(changes) > MOST_NAMED:
        said = _("At least that") if lines else _("No change was found")
        lines.append(_("%(found)s: not every situation was tried here.") % {"found": said})
    return lines


def _touched(before: Catalog, after: Catalog, plan: str, today: date) -> Iterator[Situation]:
    """Every therapy, purpose and setting whose records, or whose guide text, are no longer the same."""
    texts = before.contents != after.contents
    for therapy, purpose, setting in product(before.therapy_by_slug, Purpose, Setting):
        case = Situation(plan=plan, therapy=therapy, on=today, purpose=purpose, setting=setting)
        if (texts and (purpose, setting) == USUAL) or replace(terms(after, case), catalog=before) != terms(
            before, case
        ):
            yield case


def _situations(before: Catalog, case: Situation) -> Iterator[Situation]:
    for told in situations(before, before.plan_by_slug[case.plan], case.therapy, case.on):
        yield replace(told, purpose=case.purpose, setting=case.setting)


def _change(before: Catalog, after: Catalog, told: Situation) -> str:
    """What is different, beginning with plan and therapy; nothing when all is as it was."""
    old, new = decide(before, told), decide(after, told)
    texts = before.contents != after.contents and guidance(told, old) != guidance(told, new)
    if signature(old) == signature(new) and not texts:
        return ""
    pairs = zip(_parts(old), _parts(new), strict=True)
    said = "; ".join(f"{was} → {becomes}" for was, becomes in pairs if was != becomes)
    unusual = [LABELS[type(word)][word] for word in (told.purpose, told.setting) if word not in USUAL]
    case = f" ({', '.join(map(str, unusual))})" if unusual else ""
    return f"{old.terms.plan.name}, {old.terms.therapy.name}{case}: {said or _('details and next steps')}"


def _parts(decision: Decision) -> tuple[str, str, str]:
    """Status, price of the next visit and limits, in words."""
    status = str(LABELS[type(decision.status)][decision.status.value])
    price = costs.now(decision.cost) if decision.cost else ""
    return status, price or _("no price"), summaries.limits(decision.tallies, decision)
