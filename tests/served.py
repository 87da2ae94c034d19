"""Settings of the servers that the suite starts: the project's own, with static files as they lie."""

from kpcoverage.settings import *  # noqa: F403
from kpcoverage.settings import STORAGES

STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
