"""The address that the draft is seen under: what follows it is the address of a page of members."""

from django.urls import path

from benefits.preview import views

app_name = "preview"
urlpatterns = [
    path("", views.page, name="start"),
    path("<path:rest>", views.page, name="page"),
]
