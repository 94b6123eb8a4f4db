"""How often the public form is sent, and that nothing about people is kept for it."""

import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core.cache import cache, caches
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from members.submissions.words import check_words
from metropol import spam
from metropol.spam import SpamRefused

MAIL = "Ada.Lovelace@Region.example"
NOON = 1_790_000_000 // 86_400 * 86_400 + 43_200


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Return what sets the time, in seconds from noon; it is noon."""

    def turn(seconds: float) -> None:
        monkeypatch.setattr(time, "time", lambda: NOON + seconds)

    turn(0)
    return turn


def request(address: str = "203.0.113.7", forwarded: str | None = None) -> HttpRequest:
    made = RequestFactory().post("/")
    made.META["REMOTE_ADDR"] = address
    if forwarded is not None:
        made.META["HTTP_X_FORWARDED_FOR"] = forwarded
    return made


def traces() -> str:
    """Return all that the cache holds."""
    return repr(dict(cache._cache))  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("address", "prefix"),
    [
        ("203.0.113.7", "203.0.113.0/24"),
        ("203.0.113.7:567", "203.0.113.0/24"),
        (" 203.0.113.7 ", "203.0.113.0/24"),
        ("2001:db8:1:2:3::4", "2001:db8:1::/48"),
        ("[2001:db8:1:2::4]:80", "2001:db8:1::/48"),
        ("[::1]:80", "::/48"),
        ("::1", "::/48"),
        ("::ffff:203.0.113.7", "203.0.113.0/24"),
        ("[::ffff:203.0.113.7]:9", "203.0.113.0/24"),
        ("fe80::1%eth0", "fe80::/48"),
        ("", ""),
        ("unknown", ""),
        ("1.2.3", ""),
        ("1.2.3.4.5", ""),
        ("999.1.1.1", ""),
        ("[", ""),
        ("1.2.3.4/8", ""),
        ("\0", ""),
    ],
)
def test_the_network_of_a_request(address: str, prefix: str, settings: Any) -> None:
    assert spam.client_prefix(request(address, "198.51.100.1")) == prefix
    settings.BEHIND_PROXY = True
    assert spam.client_prefix(request("10.0.0.1", address)) == prefix
    assert spam.client_prefix(request("10.0.0.1", f"198.51.100.1, junk, {address}")) == prefix


def test_behind_a_proxy_a_request_past_it_has_no_network(settings: Any) -> None:
    settings.BEHIND_PROXY = True
    assert spam.client_prefix(request("10.0.0.1")) == ""


@given(st.text(max_size=60))
def test_no_address_breaks_it(address: str) -> None:
    assert spam.client_prefix(request(address)) == "" or any(map(str.isdigit, address))


def test_a_network_has_its_limit_for_an_hour(clock: Callable[[float], None], settings: Any) -> None:
    settings.SUBMISSION_LIMITS = {"network": 3}
    clock(1_230)
    for number in range(3):
        spam.check_limits(request(), f"{number}@a.example")
        spam.count(request(f"203.0.113.{number}"), f"{number}@a.example")
    with translation.override("en"), pytest.raises(SpamRefused) as refused:
        spam.check_limits(request(), "new@a.example")
    assert "in about 40 minutes" in refused.value.message
    assert "office" in refused.value.message
    spam.check_limits(request("198.51.100.1"), "new@a.example")
    clock(3_599)
    with translation.override("en"), pytest.raises(SpamRefused, match="in about 5 minutes"):
        spam.check_limits(request(), "new@a.example")
    clock(3_600)
    spam.check_limits(request(), "new@a.example")


def test_a_mail_address_has_its_limit_for_a_day(clock: Callable[[float], None]) -> None:
    for number in range(5):
        spam.check_limits(request(f"198.51.{number}.1"), MAIL)
        spam.count(request(f"198.51.{number}.1"), MAIL)
    for same in (MAIL, MAIL.upper(), f" {MAIL} ", MAIL.replace("A", "Ａ")):
        with translation.override("en"), pytest.raises(SpamRefused, match="tomorrow") as refused:
            spam.check_limits(request(), same)
        assert "office" in refused.value.message
    spam.check_limits(request(), "other@region.example")
    clock(43_200)
    spam.check_limits(request(), MAIL)


def test_twenty_an_hour_come_through_a_network_by_default() -> None:
    for number in range(20):
        spam.check_limits(request(), f"{number}@a.example")
        spam.count(request(), f"{number}@a.example")
    with pytest.raises(SpamRefused):
        spam.check_limits(request(), "new@a.example")


def test_uploads_have_a_limit_of_their_own(clock: Callable[[float], None], settings: Any) -> None:
    settings.SUBMISSION_LIMITS = {"upload": 2}
    assert [spam.may_upload(request()) for _ in range(4)] == [True, True, False, False]
    assert spam.may_upload(request("198.51.100.1"))
    assert all(spam.may_upload(request("unknown")) for _ in range(4))
    spam.check_limits(request(), MAIL)
    clock(86_400)
    assert spam.may_upload(request())


def test_checking_counts_nothing_and_the_unknown_has_no_limit() -> None:
    for _ in range(50):
        spam.check_limits(request(), MAIL)
        spam.count(request("unknown"), "")
        spam.check_limits(request("unknown"), "")
    assert not cache._cache  # type: ignore[attr-defined]


def test_counting_is_exact_when_many_send_at_once(settings: Any) -> None:
    settings.SUBMISSION_LIMITS = {"network": 400, "email": 10_000}
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(lambda _: spam.count(request(), MAIL), range(399)))
    spam.check_limits(request(), MAIL)
    spam.count(request(), MAIL)
    with pytest.raises(SpamRefused):
        spam.check_limits(request(), MAIL)
    settings.SUBMISSION_LIMITS = {"network": 401, "email": 400}
    with pytest.raises(SpamRefused):
        spam.check_limits(request(), MAIL)
    settings.SUBMISSION_LIMITS = {"network": 401, "email": 401}
    spam.check_limits(request(), MAIL)


def test_counters_go_by_themselves(clock: Callable[[float], None]) -> None:
    spam.count(request(), MAIL)
    spam.remember("Text", MAIL)
    ends = cache._expire_info.values()  # type: ignore[attr-defined]
    assert len(ends) == 3
    assert all(NOON < end <= NOON + 86_400 for end in ends)


def test_a_counter_that_is_lost_while_counting_starts_anew(
    monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.SUBMISSION_LIMITS = {"network": 1}
    kept, lost = caches["default"].add, []

    def losing(key: str, *args: Any) -> bool:
        if not lost:
            lost.append(key)
            return False  # there a moment ago, and gone when incr comes
        return kept(key, *args)

    monkeypatch.setattr(caches["default"], "add", losing)
    spam.count(request(), "")
    assert lost
    with pytest.raises(SpamRefused):
        spam.check_limits(request(), "")
    monkeypatch.setattr(caches["default"], "add", lambda *args: False)
    spam.count(request("198.51.100.1"), "")  # lost each time: it gives up


def test_a_broken_cache_stops_nobody_and_the_log_names_nobody(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(key: str, *args: Any) -> None:
        raise ConnectionError(f"{MAIL} 203.0.113.7 {key}")

    for name in ("get", "set", "add", "incr"):
        monkeypatch.setattr(caches["default"], name, broken)
    with caplog.at_level(logging.DEBUG):
        spam.check_limits(request(), MAIL)
        spam.count(request(), MAIL)
        spam.check_repeated("Ein Text", MAIL)
        spam.remember("Ein Text", MAIL)
    assert "ConnectionError" in caplog.text
    for trace in (MAIL, "203.0.113", "Ein Text", "submission-"):
        assert trace not in caplog.text


def test_neither_cache_nor_log_holds_what_people_sent(
    caplog: pytest.LogCaptureFixture, settings: Any
) -> None:
    settings.SUBMISSION_LIMITS = {"network": 1, "email": 1}
    text = "Hier bin ich gern."
    with caplog.at_level(logging.DEBUG):
        spam.count(request(), MAIL)
        spam.remember(text, MAIL)
        for check in (
            lambda: spam.check_limits(request(), MAIL),
            lambda: spam.check_limits(request("198.51.100.1"), MAIL),
            lambda: spam.check_repeated(text, "other@b.example"),
            lambda: check_words(f"Ich bin {MAIL}"),
        ):
            with pytest.raises(SpamRefused) as refused:
                check()
            assert "lovelace" not in str(refused.value).lower()
    everything = (traces() + caplog.text).lower()
    assert "submission-email-" in everything
    for trace in ("lovelace", "region.example", "203.0.113", "198.51", "hier bin", "gern"):
        assert trace not in everything


def test_keys_depend_on_the_secret_of_the_site(settings: Any) -> None:
    spam.count(request(), MAIL)
    before = set(cache._cache)  # type: ignore[attr-defined]
    cache.clear()
    settings.SECRET_KEY = "another-" + "1" * 50
    spam.count(request(), MAIL)
    assert before.isdisjoint(cache._cache)  # type: ignore[attr-defined]


def test_a_text_comes_from_one_address_a_day(clock: Callable[[float], None]) -> None:
    spam.check_repeated("Ich bin gern hier.", MAIL)
    spam.remember("Ich bin gern hier.", MAIL)
    spam.check_repeated("Ich bin gern hier.", MAIL.upper())
    spam.check_repeated("Ich bin sehr gern hier.", "other@b.example")
    for same in ("Ich bin gern hier.", "  ICH bin\n\ngern   hier. "):
        with translation.override("en"), pytest.raises(SpamRefused, match="another address"):
            spam.check_repeated(same, "other@b.example")
    clock(86_401)
    spam.check_repeated("Ich bin gern hier.", "other@b.example")


def test_no_text_is_not_repeated() -> None:
    spam.remember(" ", MAIL)
    spam.check_repeated("", "other@b.example")
    assert not cache._cache  # type: ignore[attr-defined]


@given(st.text(st.characters(codec=None)), st.text(st.characters(codec=None)))
def test_any_text_and_address_is_taken(text: str, email: str) -> None:
    spam.remember(text, email)
    spam.check_repeated(text, email)
    spam.count(request("unknown"), email)
    cache.clear()
