"""The settings of a process that serves: people wait for its pages, and read within three seconds that they cannot be.

A command of the shell may wait for the database as long as it takes.
"""

from kpcoverage import environment
from kpcoverage.settings import *  # noqa: F403
from kpcoverage.settings import DATABASE

if DATABASE["ENGINE"] == environment.POSTGRESQL:
    DATABASE["ENGINE"] = "kpcoverage.postgresql"
    DATABASE["OPTIONS"]["options"] = f"{DATABASE['OPTIONS'].get('options', '')} -c statement_timeout=1500".strip()
