"""Two who send the same mail at the same moment send it once."""

import pytest
from django.core import mail

from members.models import Letter
from members.submissions import outbox
from tests.members import moderating
from tests.members.moderating import at_once, slowly

pytestmark = pytest.mark.usefixtures("own_database")


@pytest.fixture(autouse=True)
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each sender rest with its mail."""
    monkeypatch.setattr(outbox, "_message", slowly(outbox._message))


def test_two_senders_at_once_send_once() -> None:
    made = moderating.submission()
    letter = Letter.objects.create(kind="received", language="de", submission=made)
    assert any(at_once(*[lambda: outbox.deliver(letter.pk)] * 3))
    assert len(mail.outbox) == 1
    letter.refresh_from_db()
    assert (letter.attempts, bool(letter.sent_at)) == (1, True)


def test_two_who_press_send_now_at_once_send_once() -> None:
    made = moderating.submission()
    letter = Letter.objects.create(
        kind="received", language="de", submission=made, error="OSError", attempts=8
    )
    again = [lambda: outbox.send_again(Letter.objects.get(pk=letter.pk))] * 3
    assert any(at_once(*again))
    assert len(mail.outbox) == 1
