"""Old exports are thrown away when a new one begins."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.http import QueryDict
from django.utils import timezone
from pytest_django import Settings

from benefits.models import Export, Job, JobState
from benefits.staff import work
from benefits.staff.filters import asked
from tests.staff.conftest import person


@pytest.mark.usefixtures("published")
def test_old_files_are_thrown_away(settings: Settings, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path
    sam: User = person("sam-staff")
    here = asked(QueryDict("plan=hmo"), sam)
    old = work.begin(here, "csv", sam)
    while old.job.state == JobState.RUNNING:
        work.advance(old)
    folder = old.job.folder
    assert folder.exists()
    Job.objects.update(made_at=timezone.now() - timedelta(days=2))

    new = work.begin(here, "csv", sam)

    assert [export.pk for export in Export.objects.all()] == [new.pk]
    assert not folder.exists()
