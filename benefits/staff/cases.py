"""Kept cases: kept from a look-up, listed with how they stand, retired by a publisher who says why."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from benefits import editions, foreign_json
from benefits.bounds import CASE_FACTS, TooMuch
from benefits.coverage.facts import FACT
from benefits.coverage.situation import FactError
from benefits.foreign_json import Unreadable
from benefits.models import KeptCase
from benefits.questions import said
from benefits.staff.access import KEEP, RETIRE, SEE_CASES, may
from benefits.words.answers import STATUS
from benefits.words.facts import FACT_WORDS


class CaseForm(forms.ModelForm[KeptCase]):
    """A case to keep. Whatever is left empty is not checked."""

    facts = forms.CharField(widget=forms.HiddenInput)

    class Meta:
        model = KeptCase
        fields = (
            "facts", "status", "cost_low", "cost_high", "cost_percent", "after_deductible_low", "after_deductible_high",
            "after_deductible_percent", "limit_low", "limit_high", "note", "source",
        )  # fmt: skip

    def clean_facts(self) -> dict[str, object]:
        """Facts that the edition in force can answer from."""
        try:
            facts = foreign_json.read(self.cleaned_data["facts"], CASE_FACTS)
            editions.figures_of(editions.in_force().catalog, facts)
        except TooMuch as problem:
            raise forms.ValidationError(str(problem.why)) from problem
        except (Unreadable, FactError) as problem:
            raise forms.ValidationError(_("These facts cannot be used.")) from problem
        return facts


@may(SEE_CASES)
@require_http_methods(["GET", "HEAD"])
def listed(request: HttpRequest) -> HttpResponse:
    """Every case, and whether the edition in force keeps to it."""
    return _listed(request)


def _listed(request: HttpRequest, form: forms.Form | CaseForm | None = None) -> HttpResponse:
    catalog = editions.in_force().catalog
    cases = KeptCase.objects.select_related("kept_by", "retired_by")
    shown = [
        {
            "case": case,
            "facts": [(FACT_WORDS[fact].short, _said(fact, case.facts[fact])) for fact in FACT if fact in case.facts],
            "problems": () if case.retired_at else tuple(editions.differences(catalog, case)),
        }
        for case in cases
    ]
    sent = {"expected": form.data, "facts": form.data.get("facts", "")} if isinstance(form, CaseForm) else {}
    found = {"cases": shown, "form": form, "statuses": STATUS.items(), **sent}
    return render(request, "staff/cases.html", found, status=422 if form is not None else 200)


def _said(fact: str, value: Any) -> str:
    try:
        return said(editions.in_force().catalog, fact, value)
    except (KeyError, StopIteration):
        return str(value)


@may(KEEP)
@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Keep a case, on purpose: nothing of a member but the facts that the answer turns on."""
    form = CaseForm(request.POST)
    if not form.is_valid():
        return _listed(request, form)
    form.instance.kept_by = _user(request)
    form.save()
    return redirect("staff:cases")


@may(RETIRE)
@require_POST
def retire(request: HttpRequest, number: int) -> HttpResponse:
    """A case that is no longer asked, and why."""
    case = get_object_or_404(KeptCase, pk=number, retired_at__isnull=True)
    case.retired_reason = request.POST.get("reason", "").strip()
    case.retired_by, case.retired_at = _user(request), timezone.now()
    if not case.retired_reason or len(case.retired_reason) > 500:
        form = forms.Form({})
        form.full_clean()
        form.add_error(None, _("Say in a sentence why the case is retired."))
        return _listed(request, form)
    case.save()
    return redirect("staff:cases")


def _user(request: HttpRequest) -> Any:
    return request.user
