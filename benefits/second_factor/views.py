"""The pages of the second factor: an app is set up once, and its code is typed in at every login."""

from base64 import b32encode
from typing import Any, Final

import django_otp
from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp.qr import write_qrcode_image

from benefits.second_factor.access import for_publishers, is_verified

# The same words for a wrong code, an old one and one that comes too soon: no hint for whoever guesses.
WRONG: Final = _("This code is not right. Wait until the app shows a new one, then type that.")
KEY_GROUP: Final = 4


class CodeForm(forms.Form):
    """The field for a code, which must be the one that this person's app shows."""

    use_required_attribute = False

    code = forms.CharField(
        required=False,
        label=_("Code"),
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )

    def __init__(self, app: TOTPDevice, data: Any = None) -> None:
        self.app = app
        super().__init__(data)

    def clean(self) -> None:
        """Compare the code with that of the app's key, which allows a guess only so often."""
        typed = "".join(self.cleaned_data.get("code", "").split())
        if django_otp.verify_token(self.app.user, self.app.persistent_id, typed) is None:
            self.add_error("code", str(WRONG))


@for_publishers
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """The page that asks for the code of the app that was set up."""
    app = _confirmed(request)
    if app is None:
        return redirect(reverse("second-factor:enrol", query=request.GET))
    if is_verified(request):
        return redirect(_next(request))
    form = CodeForm(app, request.POST or None)
    if form.is_valid():
        return _let_in(request, app)
    return _asked(request, "enter", form=form)


@for_publishers
@require_http_methods(["GET", "HEAD", "POST"])
def enrol(request: HttpRequest) -> HttpResponse:
    """The page that gives a key to an app and asks for its first code.

    Who has an app already is sent to the other page: a password alone must not be enough to replace it.
    """
    if _confirmed(request) is not None:
        return redirect(reverse("second-factor:enter", query=request.GET))
    form = _enrolment(request)
    if form.is_valid():
        TOTPDevice.objects.filter(pk=form.app.pk).update(confirmed=True)
        return _let_in(request, form.app)
    return _asked(request, "enrol", form=form, key=_spelled(form.app))


def _enrolment(request: HttpRequest) -> CodeForm:
    """The first code, for the key that was shown last; where none was shown, an empty form for a new key."""
    pending = _pending(request) if request.method == "POST" else None
    if pending is None:
        return CodeForm(_new(request))
    return CodeForm(pending, request.POST)


def _asked(request: HttpRequest, page: str, *, form: CodeForm, key: str = "") -> HttpResponse:
    """The page that asks for a code, once more where the code was wrong."""
    status = 422 if form.is_bound else 200
    return render(request, f"second_factor/{page}.html", {"form": form, "key": key}, status=status)


@for_publishers
@require_safe
def picture(request: HttpRequest) -> HttpResponse:
    """The key that is not confirmed yet, as a picture for a phone's camera."""
    pending = _pending(request)
    if pending is None or _confirmed(request) is not None:
        raise Http404
    response = HttpResponse(content_type="image/svg+xml")
    write_qrcode_image(pending.config_url, response)
    return response


def _confirmed(request: HttpRequest) -> TOTPDevice | None:
    return TOTPDevice.objects.filter(user=request.user, confirmed=True).order_by("pk").first()


def _pending(request: HttpRequest) -> TOTPDevice | None:
    return TOTPDevice.objects.filter(user=request.user, confirmed=False).order_by("pk").last()


def _new(request: HttpRequest) -> TOTPDevice:
    """A new key in place of any that was shown before, which somebody else may have seen."""
    TOTPDevice.objects.filter(user=request.user, confirmed=False).delete()
    return TOTPDevice.objects.create(user=request.user, name="app", confirmed=False)


def _spelled(app: TOTPDevice) -> str:
    """The key as people type it."""
    key = b32encode(app.bin_key).decode()
    return " ".join(key[start : start + KEY_GROUP] for start in range(0, len(key), KEY_GROUP))


def _let_in(request: HttpRequest, app: TOTPDevice) -> HttpResponse:
    """Log the person in for good, under a new session key, and send them to the page that they asked for."""
    django_otp.login(request, app)
    request.session.cycle_key()
    return redirect(_next(request))


def _next(request: HttpRequest) -> str:
    """The page that was asked for, if it is one of ours."""
    wanted = request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours else reverse("admin:index")
