"""Settings come from the environment in every mode; production refuses to start half set."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "metropol.settings.production",
    "SECRET_KEY": "x" * 60 + "yz",
    "ALLOWED_HOSTS": "portal.example",
    "DATABASE_URL": "postgres://user:secret@db.example:5433/portal",
    "CACHE_URL": "rediscache://cache.example:6379/2",
}


def read_setting(expression: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Print an expression over the settings in a process of its own."""
    code = f"from django.conf import settings; print({expression})"
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("missing", ["SECRET_KEY", "ALLOWED_HOSTS"])
def test_production_without_what_it_needs_names_it(missing: str) -> None:
    environment = {key: value for key, value in PRODUCTION.items() if key != missing}
    result = read_setting("settings.DEBUG", environment)
    assert result.returncode != 0
    assert missing in result.stderr


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("settings.DEBUG", "False"),
        ("settings.ALLOWED_HOSTS", "['portal.example']"),
        ("settings.DATABASES['default']['HOST']", "db.example"),
        ("settings.CACHES['default']['LOCATION']", "redis://cache.example:6379/2"),
        ("settings.SESSION_COOKIE_SECURE", "True"),
        ("settings.X_FRAME_OPTIONS", "DENY"),
        ("'unsafe-inline' in str(settings.SECURE_CSP)", "False"),
    ],
)
def test_production_reads_its_environment(expression: str, value: str) -> None:
    result = read_setting(expression, PRODUCTION)
    assert result.stdout.strip() == value, result.stderr


@pytest.mark.parametrize("mode", ["development", "production"])
def test_media_folder_comes_from_the_environment_in_each_mode(mode: str) -> None:
    module = {"DJANGO_SETTINGS_MODULE": f"metropol.settings.{mode}"}
    result = read_setting("settings.MEDIA_ROOT", PRODUCTION | module | {"MEDIA_ROOT": "/srv/media"})
    assert result.stdout.strip() == "/srv/media", result.stderr


def test_development_needs_no_environment() -> None:
    module = {"DJANGO_SETTINGS_MODULE": "metropol.settings.development"}
    result = read_setting("settings.DATABASES['default']['ENGINE']", module)
    assert result.stdout.strip() == "django.db.backends.sqlite3", result.stderr
