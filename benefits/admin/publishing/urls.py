"""The addresses of publishing, under that of the admin site and in its name space."""

from collections.abc import Callable
from typing import Any, Final

from django.urls import URLPattern, path

from benefits.admin.publishing import examples, findings, history, overview, reviews

REVIEW: Final = "publishing/reviews/<uuid:key>/"
PAGES: Final[tuple[tuple[str, str, Callable[..., Any]], ...]] = (
    ("publishing/", "publishing", overview.overview),
    ("publishing/reviews/", "review_begin", overview.begin),
    (REVIEW, "review", reviews.review),
    (f"{REVIEW}cancel/", "review_cancel", reviews.cancel),
    (f"{REVIEW}confirm/", "review_confirm", reviews.confirm),
    (f"{REVIEW}completeness/", "review_completeness", findings.completeness),
    (f"{REVIEW}laws/", "review_laws", findings.broken_laws),
    (f"{REVIEW}kept-cases/", "review_cases", findings.broken_cases),
    (f"{REVIEW}changes/", "review_changes", findings.changed_answers),
    (f"{REVIEW}findings/<int:number>/", "review_example", examples.example),
    (f"{REVIEW}findings/<int:number>/<slug:side>/", "review_whole", examples.whole),
    ("publishing/editions/<int:number>/", "edition_changes", history.edition_changes),
    ("publishing/editions/<int:number>/again/", "edition_again", overview.go_back),
)


def addresses(guarded: Callable[[Callable[..., Any]], Any]) -> list[URLPattern]:
    """Every page, each guarded as the site guards its own."""
    return [path(route, guarded(view), name=name) for route, name, view in PAGES]
