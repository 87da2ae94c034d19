"""The addresses for readers, and what search engines ask for."""

from django.urls import path

from benefits.guides import views

app_name = "guides"
urlpatterns = [
    path("guides/", views.index, name="index"),
    path("guides/<slug:therapy>/", views.guide, name="guide"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
]
