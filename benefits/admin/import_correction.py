"""What a person can correct in a row that went to review: status, prices, limits, exclusions."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from benefits.coverage.records import CostTier, PoolMember, VisitLimit
from benefits.coverage.vocabulary import (
    CostKind,
    CostUnit,
    CoverageStatus,
    DeductibleRule,
    LimitPeriod,
    LimitRule,
    LimitUnit,
    NetworkTier,
    Refused,
)
from benefits.importing.deciding import Correction
from benefits.importing.facts import LONGEST
from benefits.importing.reader import Reread
from benefits.importing.said import StatedLimit, StatedPrice
from benefits.models import TherapyRow
from benefits.words import refusals
from benefits.words.choices import choices

PERIODS: Final = [choice for choice in choices(LimitPeriod) if choice[0] != LimitPeriod.ROLLING_DAYS]
# Which field of the form holds what a record names otherwise.
AMOUNT: Final = {"low": "amount", "high": "amount"}
QUANTITY: Final = {"low": "quantity", "high": "quantity", "members": "pool"}


class StatusForm(forms.Form):
    """Whether it is covered, and what is left out."""

    status = forms.ChoiceField(
        label=_("Is it covered?"), required=False, choices=[("", _("not said")), *choices(CoverageStatus)]
    )
    exclusions = forms.CharField(
        label=_("Exclusions"), required=False, max_length=LONGEST, widget=forms.Textarea({"rows": 3})
    )
    note = forms.CharField(label=_("Note on the correction"), required=False, max_length=2000)


class PriceForm(forms.Form):
    """One price, for a network tier and a run of visits."""

    tier = forms.ChoiceField(label=_("Where"), choices=choices(NetworkTier), required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", "–"), *choices(CostKind)], required=False)
    amount = forms.DecimalField(label=_("Dollars"), required=False, max_digits=9, decimal_places=2)
    percent = forms.DecimalField(label=_("Percent"), required=False, max_digits=5, decimal_places=2)
    per = forms.ChoiceField(label=_("For each"), choices=choices(CostUnit), required=False)
    deductible = forms.ChoiceField(label=_("Deductible"), choices=choices(DeductibleRule), required=False)
    from_visit = forms.IntegerField(label=_("From visit"), required=False, initial=1)
    to_visit = forms.IntegerField(label=_("To visit"), required=False)

    def clean(self) -> dict[str, Any]:
        """Refused, at the field, as the record would be."""
        given = super().clean() or {}
        if given.get("kind") and not self.errors:
            try:
                self.record()
            except Refused as problem:
                self.add_error(AMOUNT.get(problem.field, problem.field), refusals.why(problem))
        return given

    def record(self) -> CostTier:
        """The price as a record of any plan. Refused when it makes no sense."""
        price = self.price()
        return CostTier(
            plan="plan",
            citation="here",
            therapy="therapy",
            tier=price.tier,
            kind=price.kind,
            low=price.amount,
            high=price.amount,
            percent=price.percent,
            deductible=price.deductible,
            from_visit=price.from_visit,
            to_visit=price.to_visit,
        )

    def price(self) -> StatedPrice:
        """The price as it is stated."""
        given = self.cleaned_data
        return StatedPrice(
            tier=NetworkTier(given["tier"] or NetworkTier.KAISER),
            kind=CostKind(given["kind"]),
            amount=given["amount"],
            percent=given["percent"],
            per=CostUnit(given["per"] or CostUnit.VISIT),
            deductible=DeductibleRule(given["deductible"] or DeductibleRule.UNSTATED),
            from_visit=1 if given["from_visit"] is None else given["from_visit"],
            to_visit=given["to_visit"],
        )


def _therapies() -> list[tuple[str, str]]:
    """The therapies of the draft: no other can be named there."""
    return list(TherapyRow.objects.values_list("slug", "name"))


class LimitForm(forms.Form):
    """One limit, and the therapies that share it."""

    quantity = forms.IntegerField(label=_("How many"), required=False, help_text=_("Empty: a limit of unknown size."))
    unit = forms.ChoiceField(label=_("Of what"), choices=choices(LimitUnit), required=False)
    period = forms.ChoiceField(label=_("In what time"), choices=PERIODS, required=False)
    pool = forms.MultipleChoiceField(
        label=_("Shared by"),
        choices=_therapies,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    exempt = forms.CharField(label=_("Not counted"), required=False, max_length=300)

    def clean(self) -> dict[str, Any]:
        """Refused, at the field, as the record would be."""
        given = super().clean() or {}
        if (given.get("pool") or given.get("quantity") is not None) and not self.errors:
            try:
                self.record()
            except Refused as problem:
                self.add_error(QUANTITY.get(problem.field, problem.field), refusals.why(problem))
        return given

    def record(self) -> VisitLimit:
        """The limit as a record of any plan. Refused when it makes no sense."""
        limit = self.limit()
        return VisitLimit(
            plan="plan",
            citation="here",
            slug="limit",
            rule=LimitRule.VARIES if limit.quantity is None else LimitRule.STATED,
            low=limit.quantity,
            high=limit.quantity,
            members=tuple(PoolMember(therapy=slug) for slug in limit.pool),
        )

    def limit(self) -> StatedLimit:
        """The limit as it is stated."""
        given = self.cleaned_data
        return StatedLimit(
            quantity=given["quantity"],
            unit=given["unit"] or LimitUnit.VISITS.value,
            period=given["period"] or LimitPeriod.YEAR.value,
            pool=tuple(given["pool"]),
            exempt=(given["exempt"],) if given["exempt"] else (),
        )


class _Prices(forms.BaseFormSet[PriceForm]):
    def clean(self) -> None:
        """Refused when two prices hold for the same visit."""
        ordered = sorted(self.prices(), key=lambda price: (price.tier, price.from_visit))
        for _tier, of_tier in groupby(ordered, key=lambda price: price.tier):
            for earlier, later in pairwise([*of_tier]):
                if earlier.to_visit is None or later.from_visit <= earlier.to_visit:
                    raise forms.ValidationError(_("Two prices hold for the same visit: say from and to which visit."))

    def prices(self) -> Iterator[StatedPrice]:
        """The prices that are filled in rightly."""
        return (form.price() for form in self.forms if form.is_valid() and form.cleaned_data.get("kind"))


class _Limits(forms.BaseFormSet[LimitForm]):
    def limits(self) -> Iterator[StatedLimit]:
        """The limits that are filled in."""
        for form in self.forms:
            if form.cleaned_data.get("pool") or form.cleaned_data.get("quantity") is not None:
                yield form.limit()


PRICES: Final = forms.formset_factory(PriceForm, formset=_Prices, extra=1, max_num=12, absolute_max=12)
LIMITS: Final = forms.formset_factory(LimitForm, formset=_Limits, extra=1, max_num=12, absolute_max=12)


class CorrectionForms:
    """What a person can correct in a row: status and exclusions, prices, limits."""

    def __init__(self, read: Reread, data: QueryDict | None = None) -> None:
        prices = [_initial_price(price) for price in read.said.prices]
        limits = [_initial_limit(limit) for limit in read.said.limits]
        self.status = StatusForm(data, initial={"status": read.said.status, "exclusions": read.exclusions})
        self.prices: Any = PRICES(data, initial=prices, prefix="prices")
        self.limits: Any = LIMITS(data, initial=limits, prefix="limits")

    @property
    def parts(self) -> Sequence[Any]:
        """In the order in which they are read."""
        return self.status, self.prices, self.limits

    def is_valid(self) -> bool:
        """Whether all of it makes sense; every part is looked at."""
        return not [part for part in self.parts if not part.is_valid()]

    def correction(self) -> Correction:
        """What was filled in."""
        given = self.status.cleaned_data
        return Correction(
            status=CoverageStatus(given["status"]) if given["status"] else None,
            prices=tuple(self.prices.prices()),
            limits=tuple(self.limits.limits()),
            exclusions=given["exclusions"],
        )


def _initial_price(price: StatedPrice) -> dict[str, object]:
    return {name: getattr(price, name) for name in PriceForm.base_fields}


def _initial_limit(limit: StatedLimit) -> dict[str, object]:
    return {
        "quantity": limit.quantity,
        "unit": limit.unit,
        "period": limit.period,
        "pool": limit.pool,
        "exempt": "; ".join(limit.exempt),
    }
