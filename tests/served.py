"""Settings of the servers that the suite starts: the project's own, with static files as they lie."""

import os

from kpcoverage.served import *  # noqa: F403
from kpcoverage.served import DATABASE, STORAGES

STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"

# No file is read-only to root, under whom the suite may run.
if "QUERY_ONLY" in os.environ:
    DATABASE["OPTIONS"]["init_command"] += "; PRAGMA query_only=ON"
