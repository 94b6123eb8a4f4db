"""``demo_accounts``: people to log in as, in development only."""

import stat
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command

from metropol.management.commands.demo_accounts import ACCOUNTS
from metropol.models import User
from tests.news.importing import changed_tables, dump

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(tmp_path: Path, settings: object) -> Path:
    """Where the passwords are kept; in development."""
    settings.BASE_DIR, settings.DEBUG = tmp_path, True  # type: ignore[attr-defined]
    return tmp_path / "demo-accounts.json"


def printed() -> dict[str, str]:
    out = StringIO()
    call_command("demo_accounts", stdout=out)
    return dict(line.split(maxsplit=1) for line in out.getvalue().splitlines()[1:])


def test_command_refuses_outside_development(tmp_path: Path, settings: object) -> None:
    settings.BASE_DIR = tmp_path  # type: ignore[attr-defined]
    before = dump()
    with pytest.raises(CommandError):
        call_command("demo_accounts")
    assert dump() == before
    assert list(tmp_path.iterdir()) == []


def test_everybody_can_log_in_with_what_is_printed(place: Path) -> None:
    accounts = printed()
    assert set(accounts) == set(ACCOUNTS)
    for name, password in accounts.items():
        user = authenticate(username=name, password=password)
        assert isinstance(user, User)
        assert user.has_perm("wagtailadmin.access_admin")
        assert [group.name for group in user.groups.all()] == list(filter(None, [ACCOUNTS[name]]))
        assert user.is_superuser == (name == "admin")
    assert len(set(accounts.values())) == len(ACCOUNTS)
    assert stat.S_IMODE(place.stat().st_mode) == 0o600


def test_second_run_changes_nothing_and_prints_the_same(place: Path) -> None:
    first, kept = printed(), place.read_bytes()
    second: dict[str, str] = {}
    assert changed_tables(lambda: second.update(printed())) == []
    assert (second, place.read_bytes()) == (first, kept)


def test_account_that_was_deleted_is_made_again_with_a_new_password(place: Path) -> None:
    first = printed()
    User.objects.get(username="redaktion").delete()
    second = printed()
    assert second.pop("redaktion") != first.pop("redaktion")
    assert second == first


def test_account_whose_password_is_not_known_stays_as_it_is(place: Path) -> None:
    printed()
    place.unlink()
    assert changed_tables(printed) == []
    assert len(set(printed().values())) == 1


def test_password_that_its_owner_changed_is_no_longer_printed(place: Path) -> None:
    printed()
    user = User.objects.get(username="redaktion")
    user.set_password("ein-anderes-Geheimnis")
    user.save()
    assert printed()["redaktion"].startswith("(")
    assert '"redaktion"' not in place.read_text()


def test_another_demo_keeps_its_passwords_elsewhere(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other.json"
    monkeypatch.setenv("DEMO_ACCOUNTS", str(other))
    accounts = printed()
    assert not place.exists()
    assert all(password in other.read_text() for password in accounts.values())


def test_file_that_others_could_read_is_closed(place: Path) -> None:
    place.write_text("{}")
    place.chmod(0o644)
    printed()
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
