"""Contents and deliveries."""

from django.contrib import admin

from benefits.admin.rows import RowAdmin
from benefits.models import ContentRow, DeliveryRow


@admin.register(DeliveryRow)
class DeliveryAdmin(RowAdmin):
    """How a therapy is offered in a region."""

    links = ("citation",)
    list_display = ("region", "therapy", "mode", "certainty", "partial", "citation")
    list_filter = ("region", "therapy", "mode", "certainty")
    search_fields = ("region__name", "therapy__name", "network_name", "note")


@admin.register(ContentRow)
class ContentAdmin(RowAdmin):
    """What members read."""

    links = ("citation",)
    list_display = ("slug", "kind", "stage", "title", "text", "position", "citation")
    list_filter = ("kind", "stage", "therapies", "plan_types", "regions")
    search_fields = ("slug", "title", "text")
