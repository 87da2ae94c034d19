"""The list of imports is narrowed down by what was brought, when, and how far it is, in the words of imports."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from benefits.admin.import_filters import kind_in_words
from benefits.models import ImportBatch, Job, JobKind, JobState
from tests.admin.people import browser
from tests.importing.ours import imported

ALL = {"ready.csv", "read.csv", "a.json"}


@pytest.mark.parametrize(
    ("reader", "words"),
    [("sheets", "sheets (CSV or XLSX)"), pytest.param("papyrus", "papyrus", id="what nobody reads any more")],
)
def test_a_kind_in_words(reader: str, words: str) -> None:
    assert kind_in_words(ImportBatch(reader=reader)) == words


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "found"),
    [
        pytest.param("", ALL, id="all of them"),
        pytest.param("state=ready", {"ready.csv", "a.json"}, id="those to look through"),
        pytest.param("reader=sheets", {"ready.csv", "read.csv"}, id="those of a kind"),
        pytest.param("reader=sheets&state=running", {"read.csv"}, id="both"),
        pytest.param("state=nonsense", set(), id="nonsense"),
        pytest.param("days=7", {"ready.csv", "read.csv"}, id="those of the past days"),
        pytest.param("days=31", ALL, id="those of a month"),
        pytest.param("days=x", ALL, id="no number of days"),
        *(pytest.param(f"o={column}", ALL, id=f"column {column}") for column in range(1, 8)),
    ],
)
def test_the_list_is_narrowed_down(query: str, found: set[str]) -> None:
    imported(file_name="ready.csv")
    imported(file_name="read.csv", job=Job.objects.create(kind=JobKind.IMPORT, state=JobState.RUNNING))
    some_days_ago = timezone.now() - timedelta(days=9)
    old = Job.objects.create(kind=JobKind.IMPORT, state=JobState.READY, made_at=some_days_ago)
    imported(file_name="a.json", reader="catalog", job=old)

    page = browser().get(f"{reverse('admin:benefits_importbatch_changelist')}?{query}")

    listed = {batch.file_name for batch in page.context["cl"].result_list}
    assert (page.status_code, listed) == (200, found)
    assert "to look through" in page.content.decode()
