"""The addresses of the second factor."""

from django.urls import path

from benefits.second_factor import views

app_name = "second-factor"
urlpatterns = [
    path("", views.enter, name="enter"),
    path("enrol/", views.enrol, name="enrol"),
    path("key.svg", views.picture, name="picture"),
]
