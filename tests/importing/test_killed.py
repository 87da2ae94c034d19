"""An import whose process is killed half way leaves the draft as it was, and can be done again."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from django.conf import settings

from benefits.coverage.catalog import to_json
from tests import whole

SCRIPT = """
import os, signal, sys
import django
django.setup()
from django.core.management import call_command
from benefits.importing import storing
from benefits.models import ContentRow, PlanRow, TherapyRow

create = storing.create
def die(row, *rest, **told):
    if row is ContentRow and "die" in sys.argv:
        assert PlanRow.objects.exists()
        os.kill(os.getpid(), signal.SIGKILL)
    create(row, *rest, **told)
storing.create = die
print(PlanRow.objects.count(), TherapyRow.history.count(), flush=True)
call_command("import_catalog", sys.argv[1], "--write", "--reason", "a test")
print(PlanRow.objects.count(), flush=True)
"""


def test_a_killed_import_leaves_nothing(migrated: Path, tmp_path: Path) -> None:
    shutil.copytree(migrated, tmp_path, dirs_exist_ok=True)
    file = tmp_path / "catalog.json"
    file.write_bytes(to_json(whole.catalog()))
    environment = {
        **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
        "DJANGO_SETTINGS_MODULE": "kpcoverage.settings",
        "SECRET_KEY": "nothing is sealed with this one, and nobody would want to open it",
        "VAR_DIR": str(tmp_path),
    }

    def run(*more: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", SCRIPT, str(file), *more]
        return subprocess.run(
            command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=False
        )

    killed, done = run("die"), run()

    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0] == "0 0"
    assert done.stdout.splitlines()[-1] == str(len(whole.catalog().plans))
