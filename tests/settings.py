"""Settings of the suite: the project's own, deaf to the environment but for the database."""

import os
import tempfile

SCRATCH = tempfile.TemporaryDirectory(prefix="kpcoverage-", ignore_cleanup_errors=True)

for name in (
    "DEBUG",
    "HTTPS",
    "PUBLISHING_NEEDS_TWO",
    "SECOND_FACTOR",
    "SECRET_KEY_FALLBACKS",
    "SERVERS",
    "TIME_ZONE",
    "TRUST_PROXY",
):
    os.environ.pop(name, None)
os.environ["SECRET_KEY"] = "the suite seals nothing that anyone would want to open"
os.environ["ALLOWED_HOSTS"] = "127.0.0.1,localhost,testserver"
os.environ["RATE_LIMIT"] = "0"  # every test comes from the same address
os.environ["VAR_DIR"] = SCRATCH.name

from kpcoverage import environment  # noqa: E402
from kpcoverage.settings import *  # noqa: E402, F403
from kpcoverage.settings import DATABASE, STATIC_ROOT, STORAGES  # noqa: E402

STATIC_ROOT.mkdir()
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EDITION_WATCH_SECONDS = 0
if DATABASE["ENGINE"] == environment.SQLITE:
    # A file, as in production: in memory, all threads of a live server would share one connection and its transaction.
    DATABASE["TEST"] = {"NAME": f"{SCRATCH.name}/test.sqlite3"}
    DATABASE["OPTIONS"]["init_command"] += "; PRAGMA synchronous=OFF"
