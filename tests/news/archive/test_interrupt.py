"""Ctrl-C at a moment when Python forgets it."""

import signal
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from news.archive.interrupt import lasting_interrupt


@pytest.fixture(autouse=True)
def interrupts() -> Iterator[None]:
    """Let Ctrl-C interrupt, though a shell may have started the tests without it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


class InterruptedAtItsEnd:
    def __del__(self) -> None:
        signal.raise_signal(signal.SIGINT)


class BrokenAtItsEnd:
    def __del__(self) -> None:
        raise ValueError


def test_interrupt_that_python_forgets_is_raised_at_the_next_check(capfd: Any) -> None:
    with lasting_interrupt() as check:
        check()
        InterruptedAtItsEnd()
        with pytest.raises(KeyboardInterrupt):
            check()
    assert capfd.readouterr() == ("", "")


def test_other_interrupts_are_raised_where_they_come() -> None:
    with pytest.raises(KeyboardInterrupt), lasting_interrupt():
        signal.raise_signal(signal.SIGINT)


def test_other_errors_that_cannot_be_raised_are_told_as_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[Any] = []
    monkeypatch.setattr(sys, "unraisablehook", lambda lost: told.append(lost.exc_type))
    with lasting_interrupt() as check:
        BrokenAtItsEnd()
        check()
    BrokenAtItsEnd()
    assert told == [ValueError, ValueError]
