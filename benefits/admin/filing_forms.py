"""The forms by which a filing is brought, looked through and confirmed."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from benefits.bounds import FILING_FILE


class UploadForm(forms.Form):
    """A filing, the names beside it, and whose rows are wanted."""

    file = forms.FileField(label=_("Benefits and Cost Sharing file (CSV)"))
    attributes = forms.FileField(
        label=_("Plan Attributes file (CSV), for plan names and types"), required=False, help_text=_("Not needed.")
    )
    issuer = forms.RegexField(
        r"^\d{5}$",
        label=_("One issuer only"),
        required=False,
        help_text=_("Five digits. Left empty, all issuers are read."),
        error_messages={"invalid": _("An issuer id has five digits.")},
    )

    def clean_file(self) -> UploadedFile[Any]:
        """Refused when it is larger than what a page can take."""
        return self._small(self.cleaned_data["file"])

    def clean_attributes(self) -> UploadedFile[Any] | None:
        """Refused when it is larger than what a page can take."""
        given = self.cleaned_data["attributes"]
        return self._small(given) if given else None

    def _small(self, file: UploadedFile[Any]) -> UploadedFile[Any]:
        if (file.size or 0) > FILING_FILE.most:
            raise forms.ValidationError(FILING_FILE.told())
        return file


class ReasonForm(forms.Form):
    """Why the import goes into the draft."""

    reason = forms.CharField(label=_("Reason"), max_length=100, help_text=_("It stands in the history of each record."))


class NoteForm(forms.Form):
    """Why a row is not taken."""

    note = forms.CharField(label=_("Why not?"), max_length=2000, widget=forms.Textarea({"rows": 2}))
