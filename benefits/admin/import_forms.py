"""What is asked of who brings a file, and of who confirms it."""

from pathlib import Path
from typing import Any, Final

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from benefits.bounds import IMPORT_FILE
from benefits.importing import previews
from benefits.models import ROWS, ImportBatch

ENDINGS: Final = (".json", ".csv", ".xlsx", ".xlsm")


def _nouns() -> list[tuple[str, Any]]:
    named = [(table, f"{capfirst(str(row._meta.verbose_name_plural))} ({table})") for table, row in ROWS.items()]
    return [("", _("as its name says, such as gates.csv")), *named]


class UploadForm(forms.Form):
    """A file, and for a CSV the sheet that it is."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("A catalog (JSON) of another installation, or our own sheets (XLSX, CSV)."),
        widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)}),
    )
    table = forms.ChoiceField(label=_("If it is a CSV: which sheet?"), required=False, choices=_nouns)

    def clean_file(self) -> Any:
        """Not too large, and by its name something that we read."""
        file = self.cleaned_data["file"]
        if (file.size or 0) > IMPORT_FILE.most:
            raise forms.ValidationError(IMPORT_FILE.told())
        if Path(file.name or "").suffix.lower() not in ENDINGS:
            raise forms.ValidationError(_("The name of the file must end in .json, .csv or .xlsx."))
        return file

    def batch(self, by: Any) -> ImportBatch:
        """The import of this file, not begun yet."""
        name = previews.shown(self.cleaned_data["file"].name, 255)
        return ImportBatch(file_name=name, options={"table": self.cleaned_data["table"]}, made_by=by)


class ConfirmForm(forms.Form):
    """Why it goes into the draft; no longer than a line of the history."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=100,
        help_text=_("Kept in the history of every record that changes."),
    )
