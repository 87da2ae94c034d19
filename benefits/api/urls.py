"""The addresses for programs."""

from django.urls import path

from benefits.api import views

app_name = "api"
urlpatterns = [
    path("answer", views.answer, name="answer"),
    path("catalog", views.catalog, name="catalog"),
    path("schema", views.schema, name="schema"),
]
