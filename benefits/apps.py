"""The product as a Django app."""

from importlib import import_module

import django_stubs_ext
from django.apps import AppConfig, apps
from django.contrib import admin
from django.contrib.admin import apps as admin_apps

from benefits.admin import NOUNS

# ModelAdmin[Plan] and friends are only subscriptable once this has run.
django_stubs_ext.monkeypatch()


class BenefitsConfig(AppConfig):
    """Plans, what they cover, and the faces that show it."""

    default = True
    name = "benefits"
    verbose_name = "Benefits"

    def ready(self) -> None:
        """Register the promises."""
        import_module("benefits.checks")


class BenefitsAdminConfig(admin_apps.AdminConfig):
    """The admin, as benefits/admin has it."""

    default = False
    default_site = "benefits.admin.site.BenefitsAdminSite"

    def ready(self) -> None:
        """Register every noun with the site."""
        super().ready()
        # Its pages would show keys to admins, and let one set up a second factor for another.
        admin.site.unregister(apps.get_model("otp_totp", "TOTPDevice"))
        for noun in NOUNS:
            import_module(f"benefits.admin.{noun}")
