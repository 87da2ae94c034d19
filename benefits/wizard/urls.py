"""The addresses that anyone may open. A walk's address names the run and the question, never an answer."""

from django.urls import path

from benefits.wizard import course_pages, pages, plan_pages, take_along, views

app_name = "wizard"
urlpatterns = [
    path("", views.start, name="start"),
    path("check/", views.begin, name="begin"),
    path("check/<slug:run>/", views.position, name="walk"),
    path("check/<slug:run>/answer/", views.answer, name="answer"),
    path("check/<slug:run>/copy.txt", views.copy, name="copy"),
    path("check/<slug:run>/visits.ics", take_along.dates, name="dates"),
    path("check/<slug:run>/papers/<slug:name>/", take_along.paper, name="paper"),
    path("check/<slug:run>/papers/<slug:name>.pdf", take_along.saved, name="saved"),
    path("check/<slug:run>/course/", course_pages.course, name="course"),
    path("check/<slug:run>/clear/", views.clear, name="clear"),
    path("check/<slug:run>/compare/", plan_pages.compared, name="compare"),
    path("check/<slug:run>/plan/find/", plan_pages.find, name="find"),
    path("check/<slug:run>/<slug:fact>/", views.question, name="question"),
    path("privacy/", pages.privacy, name="privacy"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("healthz", pages.healthz, name="healthz"),
    path("readyz", pages.readyz, name="readyz"),
]
