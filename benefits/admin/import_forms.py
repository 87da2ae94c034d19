"""What is asked of who brings a file, of who confirms it, and of who rejects a row of it."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any, Final

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from benefits.bounds import in_words
from benefits.importing.bringing import Upload
from benefits.importing.reader import FileAsked, Reader, TextAsked

LONGEST_REASON: Final = 100


class BringForm(forms.Form):
    """The files that a reader asks for, and what may be said beside them."""

    def __init__(self, reader: Reader, *given: Any) -> None:
        super().__init__(*given)
        self.reader = reader
        for asked in reader.asks:
            self.fields[asked.name] = _file_field(asked) if isinstance(asked, FileAsked) else _text_field(asked)

    def clean(self) -> dict[str, Any]:
        """Refused, each at its field: files that are too large, or by their names nothing that the reader reads."""
        given = super().clean() or {}
        for asked in self.reader.files:
            problem = _problem(given.get(asked.name), asked)
            if problem:
                self.add_error(asked.name, problem)
        return given

    @property
    def uploads(self) -> dict[str, Upload]:
        """The files that came."""
        found = {asked.name: self.cleaned_data[asked.name] for asked in self.reader.files}
        return {name: (str(file.name), file.chunks()) for name, file in found.items() if file}

    @property
    def size(self) -> int:
        """How many bytes came."""
        return sum(self.cleaned_data[asked.name].size for asked in self.reader.files if self.cleaned_data[asked.name])

    @property
    def said(self) -> Mapping[str, str]:
        """What was said beside the files."""
        return {asked.name: self.cleaned_data[asked.name] for asked in self.reader.texts}


def _file_field(asked: FileAsked) -> forms.Field:
    widget = forms.FileInput(attrs={"accept": ",".join(asked.endings)} if asked.endings else {})
    size = _("Up to %(size)s.") % {"size": in_words(asked.most.most)}
    told = f"{asked.help} {size}".strip()
    return forms.FileField(label=asked.label, help_text=told, required=asked.is_required, widget=widget)


def _text_field(asked: TextAsked) -> forms.Field:
    if asked.choices is not None:
        return forms.ChoiceField(label=asked.label, help_text=asked.help, required=False, choices=asked.choices)
    shape = partial(_check_shape, asked)
    return forms.CharField(label=asked.label, help_text=asked.help, required=False, validators=[shape])


def _check_shape(asked: TextAsked, text: str) -> None:
    """Refused when it is not what may be said there."""
    if asked.pattern is not None and asked.pattern.fullmatch(text) is None:
        raise forms.ValidationError(asked.wrong)


def _problem(file: UploadedFile[Any] | None, asked: FileAsked) -> str:
    """What is wrong with a file, by its size and its name; nothing where nothing is."""
    if file is None:
        return ""
    if (file.size or 0) > asked.most.most:
        return asked.most.told()
    if asked.endings and Path(file.name or "").suffix.lower() not in asked.endings:
        endings = ", ".join(asked.endings)
        return str(_("The name of the file must end in %(endings)s.") % {"endings": endings})
    return ""


class ConfirmForm(forms.Form):
    """Why it goes into the draft; no longer than a line of the history."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=LONGEST_REASON,
        help_text=_("Kept in the history of every record that changes."),
    )


class NoteForm(forms.Form):
    """Why a row is not taken."""

    note = forms.CharField(label=_("Why not?"), max_length=2000, widget=forms.Textarea({"rows": 2}))
