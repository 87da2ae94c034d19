"""The addresses behind the login. Those of a summary hold filters, never a member's facts."""

from django.urls import path

from benefits.staff import cases, exporting, look_up, missing, summaries

app_name = "staff"
urlpatterns = [
    path("", summaries.summary, name="summary"),
    path("summary.<slug:form>", summaries.download, name="download"),
    path("plans/<slug:plan>/sheet.pdf", summaries.plan_sheet, name="sheet"),
    path("plans/<slug:plan>/<slug:therapy>/", summaries.answer, name="answer"),
    path("exports/", exporting.start, name="export"),
    path("exports/<uuid:key>/", exporting.watch, name="watch"),
    path("exports/<uuid:key>/cancel/", exporting.cancel, name="cancel"),
    path("exports/<uuid:key>/file", exporting.fetch, name="file"),
    path("look-up/", look_up.look_up, name="look-up"),
    path("cases/", cases.listed, name="cases"),
    path("cases/keep/", cases.keep, name="keep"),
    path("cases/<int:number>/retire/", cases.retire, name="retire"),
    path("missing/", missing.missing, name="missing"),
    path("missing/stop/", missing.stop, name="missing-stop"),
    path("missing.csv", missing.download, name="missing-file"),
]
