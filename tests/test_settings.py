"""A start with nonsense in the environment is refused in one plain line; a sane one is safe."""

import json
import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from kpcoverage import environment

ROOT = Path(__file__).parent.parent
KEY = "a key of many characters that are not all the same, 0123456789"
PRODUCTION = {"HTTPS": "true", "SECRET_KEY": KEY, "ALLOWED_HOSTS": "example.org"}


def manage(tmp_path: Path, *arguments: str, **given: str) -> subprocess.CompletedProcess[str]:
    """A fresh start with nothing in the environment but what is given."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-W", "error", "manage.py", *arguments],
        cwd=ROOT, env=kept | {"VAR_DIR": str(tmp_path)} | given,
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def settings(tmp_path: Path, *names: str, **given: str) -> list[object]:
    """Settings as they are after such a start."""
    listed = ", ".join(f"settings.{name}" for name in names)
    code = f"import json; from django.conf import settings; print(json.dumps([{listed}]))"
    done = manage(tmp_path, "shell", "--verbosity=0", "--no-imports", "--command", code, **given)
    found: list[object] = json.loads(done.stdout)
    return found


NONSENSE = [
    pytest.param("REPORT_TO", "not an address", id="REPORT_TO is no mail address"),
    pytest.param("REPORT_TO", "a@example.org?bcc=b@example.org", id="REPORT_TO is more than an address"),
    pytest.param("DEBUG", "maybe", id="DEBUG is neither true nor false"),
    pytest.param("DEBUG", "", id="DEBUG is empty"),
    pytest.param("HTTPS", "https", id="HTTPS is neither true nor false"),
    pytest.param("PUBLISHING_NEEDS_TWO", "both", id="PUBLISHING_NEEDS_TWO is neither true nor false"),
    pytest.param("SECOND_FACTOR", "perhaps", id="SECOND_FACTOR is neither true nor false"),
    pytest.param("TRUST_PROXY", "2", id="TRUST_PROXY is neither true nor false"),
    pytest.param("RATE_LIMIT", "-1", id="RATE_LIMIT is negative"),
    pytest.param("RATE_LIMIT", "9" * 5000, id="RATE_LIMIT is beyond all numbers"),
    pytest.param("SERVERS", "two", id="SERVERS is a word"),
    pytest.param("SERVERS", "0", id="SERVERS is none"),
    pytest.param("SERVERS", "-1", id="SERVERS is negative"),
    pytest.param("SERVERS", "1.5", id="SERVERS is a fraction"),
    pytest.param("SERVERS", "٣", id="SERVERS is in other digits"),
    pytest.param("SERVERS", "2", id="two SERVERS share an SQLite"),
    pytest.param("SECRET_KEY", "", id="SECRET_KEY is empty"),
    pytest.param("SECRET_KEY", "short", id="SECRET_KEY is short"),
    pytest.param("SECRET_KEY_FALLBACKS", "", id="SECRET_KEY_FALLBACKS is empty"),
    pytest.param("ALLOWED_HOSTS", "*", id="ALLOWED_HOSTS is open"),
    pytest.param("ALLOWED_HOSTS", "https://example.org", id="ALLOWED_HOSTS has a scheme"),
    pytest.param("ALLOWED_HOSTS", "example.org:8000", id="ALLOWED_HOSTS has a port"),
    pytest.param("ALLOWED_HOSTS", "a b", id="ALLOWED_HOSTS has a space"),
    pytest.param("ALLOWED_HOSTS", ",", id="ALLOWED_HOSTS has no host"),
    pytest.param("ALLOWED_HOSTS", "::1", id="ALLOWED_HOSTS has a bare IPv6 address"),
    pytest.param("DATABASE_URL", "nonsense", id="DATABASE_URL is no address"),
    pytest.param("DATABASE_URL", "mysql://host/name", id="DATABASE_URL is another database"),
    pytest.param("DATABASE_URL", "postgres://host/", id="DATABASE_URL names no database"),
    pytest.param("DATABASE_URL", "postgres://u:word@h:port/n", id="DATABASE_URL has no port"),
    pytest.param("DATABASE_URL", "sqlite:////not/there/a.db", id="DATABASE_URL has no folder"),
    pytest.param("TIME_ZONE", "Mars/Olympus", id="TIME_ZONE is elsewhere"),
    pytest.param("VAR_DIR", "/dev/null/var", id="VAR_DIR cannot be made"),
]


@pytest.mark.parametrize(("name", "value"), NONSENSE)
def test_nonsense_stops_the_start(tmp_path: Path, name: str, value: str) -> None:
    done = manage(tmp_path, "check", **{name: value})

    [told] = done.stderr.splitlines()
    assert done.returncode == 1
    assert told.startswith("Not started: ")
    assert name in told


def test_a_refused_database_address_keeps_its_password(tmp_path: Path) -> None:
    done = manage(tmp_path, "check", DATABASE_URL="postgres://me:canary@host:port/name")

    assert "Not started: " in done.stderr
    assert "canary" not in done.stderr


def test_production_settings_leave_nothing_to_warn_of(tmp_path: Path) -> None:
    done = manage(tmp_path, "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)

    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def test_the_deploy_check_can_fail(tmp_path: Path) -> None:
    done = manage(tmp_path, "check", "--deploy", "--fail-level", "WARNING")

    assert "security.W004" in done.stderr


def test_cookies_are_bound_to_the_host_over_https(tmp_path: Path) -> None:
    names = ("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "CSRF_COOKIE_AGE", "SESSION_COOKIE_SECURE")

    assert settings(tmp_path, *names, **PRODUCTION) == ["__Host-session", "__Host-csrf", None, True]
    assert settings(tmp_path, *names) == ["session", "csrf", None, False]


def test_a_proxy_is_trusted_only_when_told(tmp_path: Path) -> None:
    name = "SECURE_PROXY_SSL_HEADER"

    assert settings(tmp_path, name) == [None]
    assert settings(tmp_path, name, TRUST_PROXY="yes") == [["HTTP_X_FORWARDED_PROTO", "https"]]


def test_one_address_may_ask_for_much_unless_told_otherwise(tmp_path: Path) -> None:
    assert settings(tmp_path, "RATE_LIMIT") == [1200]
    assert settings(tmp_path, "RATE_LIMIT", RATE_LIMIT="0") == [0]


def test_sqlite_is_made_to_last(tmp_path: Path) -> None:
    [databases] = settings(tmp_path, "DATABASES")

    assert isinstance(databases, dict)
    assert databases["default"]["NAME"] == str(tmp_path / "db.sqlite3")
    assert databases["default"]["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=1500"):
        assert pragma in databases["default"]["OPTIONS"]["init_command"]


def test_postgresql_is_given_up_on_quickly(tmp_path: Path) -> None:
    url = "postgres://me:p%40ss@db:5433/coverage?sslmode=require"

    [databases, servers] = settings(tmp_path, "DATABASES", "SERVERS", DATABASE_URL=url, SERVERS="2")

    assert isinstance(databases, dict)
    assert databases["default"]["OPTIONS"] == {"connect_timeout": 2, "sslmode": "require"}
    assert databases["default"]["PASSWORD"] == "p@ss"
    assert databases["default"]["CONN_MAX_AGE"] is None
    assert servers == 2


@pytest.mark.parametrize(
    ("module", "engine", "options"),
    [
        ("settings", "django.db.backends.postgresql", "-c search_path=ours"),
        ("served", "kpcoverage.postgresql", "-c search_path=ours -c statement_timeout=1500"),
    ],
)
def test_who_serves_waits_less_than_who_types_a_command(tmp_path: Path, module: str, engine: str, options: str) -> None:
    url, chosen = "postgres://me@db:5433/coverage?options=-c%20search_path%3Dours", f"kpcoverage.{module}"

    [databases] = settings(tmp_path, "DATABASES", DATABASE_URL=url, DJANGO_SETTINGS_MODULE=chosen)

    assert isinstance(databases, dict)
    assert databases["default"]["ENGINE"] == engine
    assert databases["default"]["OPTIONS"] == {"connect_timeout": 2, "options": options}


def test_a_key_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    first = settings(tmp_path, "SECRET_KEY")
    second = settings(tmp_path, "SECRET_KEY")

    assert first == second == [(tmp_path / "secret-key").read_text()]
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["secret-key"]


def test_a_given_key_leaves_no_file(tmp_path: Path) -> None:
    assert settings(tmp_path, "SECRET_KEY", SECRET_KEY=KEY) == [KEY]
    assert list(tmp_path.iterdir()) == []


def test_a_cut_key_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret-key").write_text("cut")

    with pytest.raises(ImproperlyConfigured, match="secret-key must have at least 32"):
        environment.secret_key("NOT_GIVEN", tmp_path / "secret-key")


def test_processes_that_start_together_agree_on_the_key(tmp_path: Path) -> None:
    path = tmp_path / "secret-key"

    with ThreadPoolExecutor(16) as pool:
        keys = set(pool.map(lambda _: environment.secret_key("NOT_GIVEN", path), range(64)))

    assert keys == {path.read_text()}


def test_old_keys_stay_good(tmp_path: Path) -> None:
    given = {"SECRET_KEY": KEY, "SECRET_KEY_FALLBACKS": f"{KEY[::-1].replace(',', '')}, older"}

    assert settings(tmp_path, "SECRET_KEY_FALLBACKS", **given) == [[KEY[::-1].replace(",", ""), "older"]]
