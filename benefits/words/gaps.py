"""What a catalog lacks, in words that an admin can act on."""

from collections.abc import Mapping
from typing import Final

import msgspec
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from benefits.coverage.gaps import Gap, GapKind
from benefits.coverage.vocabulary import GateKind
from benefits.words.choices import LABELS

SENTENCES: Final[Mapping[str, StrOrPromise]] = {
    GapKind.SOURCE: _("says something without a source."),
    GapKind.OVERLAP: _("overlaps in time with %(other)s: the same plan and variant."),
    GapKind.GUIDE_OF_ITS_TYPE: _("has no general guide of that name."),
    GapKind.BENEFIT_OF_A_GUIDE: _("says nothing of %(therapy)s, not even that it varies."),
    GapKind.GATE: _("no record says whether there is a %(gate)s gate."),
    GapKind.CONFIRMATION: _("carried over from another plan year: look it up in this year's document."),
    GapKind.PRICE: _("the documents on file state no price."),
    GapKind.VISIT_LIMIT: _("the documents on file state no visit limit."),
    GapKind.AGREEMENT: _("sources differ: %(citation)s says “%(says)s”, %(other_citation)s “%(other_says)s”."),
}


def sentence(gap: Gap) -> str:
    """What is amiss, as a sentence that follows the name of the record."""
    gate = LABELS[GateKind].get(gap.parts.get("gate", ""), "")
    return str(SENTENCES[gap.kind]) % {**gap.parts, "gate": gate}


def kept(what: Mapping[str, object]) -> str:
    """The same of a gap as a review keeps it. One that an earlier release found keeps its sentence."""
    return str(what["message"]) if "message" in what else sentence(msgspec.convert(what, Gap))
