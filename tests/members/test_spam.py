"""What the public form takes and what it refuses."""

import time
from collections.abc import Callable
from contextlib import suppress

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from members.submissions.words import check_words
from metropol import spam
from metropol.spam import SpamRefused

NOON = 1_790_000_000 // 86_400 * 86_400 + 43_200

PASSES = [
    "Ich wohne z.B. gern in Halle, d.h. mitten in der Region, u.a. wegen der Parks.",
    "Wir sind mehr als 3.000 Leute, seit dem 12.05.2019, Tor 3, 10.30 Uhr bis 11.45 Uhr.",
    "Dr.Müller von der Beispiel GmbH.Wir danken Prof.Dr. Schulz und Dipl.-Ing. Krause.",
    "Mein Team ist toll.Es macht Spaß.In der Region.Am Ende zählt das.So ist es.",
    "Mitarbeiter.innen und Kolleg.innen/Freund.innen, Mitarbeiter:innen, Kolleg*innen.",
    "Freund.in/Kollege, und/oder, bzw./evtl., usw./usf., 24/7, km/h",
    "Müller & Söhne GmbH & Co. KG, e.V., St.Georg, M.Sc., Ph.D., Nr.5, S.a.r.l.",
    "e.g. the trams, i.e. public transport, approx. 1.5 hours, U.S. and U.K. partners.",
    "I came for a year.It became ten.At work we speak English.Is it home?To me it is.",
    "As an ASP.NET developer I found a team within a week. C#/.NET, too.",
    "Das war sehr, sehr, sehr gut!!! Wirklich … ----",
    "Win-Win-Win-Situation, bla-bla-bla-bla, Kaffeeersatz, Schifffahrt, Seeelefant",
    "Donaudampfschifffahrtsgesellschaftskapitän, Rindfleischetikettierungsgesetz",
    "Wenn die Netze der Netzbetreiber der Region die Region verbinden, gewinnt die Region.",
    "Der, der der Region vertraut, findet hier Arbeit, Freunde und ein Zuhause mit Garten.",
    "Die, die die Region kennen, bleiben.",
    "That that is, is; that that is not, is not. I had had a job before, and it was fine.",
    "Von 1.000.000 auf 10000000 Euro in zehn Jahren.",
    "Team@Work heißt unser Programm, und es läuft gut.",
    "Region.Info-Abende gab es viele.Online war ich auch dabei.Live ist besser.",
    "Mein Lieblingsort? Der See :-) ... Und die Leute!",
    "Wir suchen Fachkräfte (m/w/d). Die Stadt (am Fluss) hat Platz.",
    "Ich sag es so: www ist nicht alles. Der Punkt ist: http allein hilft nicht.",
    "",
]
LINKS = [
    "http://spam.example",
    "Mehr unter HTTPS://SPAM.example",
    "hxxp://x",
    "www.spam.example",
    "WWW.Spam.Example",
    "[url=x]hier[/url]",
    "[link]x[/link]",
    '<a href="x">hier</a>',
    "< A href=x>",
    "Siehe foo.bar/baz",
    "casino-xyz.com",
    "Jetzt bei Casino-Xyz.Com spielen",
    "CASINO.DE",
    "casino.online ist gut",
    "Mehr auf firma.at.",
    "name@firma.de",
    "Schreiben Sie an Ada.Lovelace@mail.firma.example!",
    "name (at) firma (punkt) de",
    "name[at]firma[dot]com",
    "mailto:ada",
    "ｗｗｗ．spam．ｃｏｍ",
    "casi\u200bno.c\u200bom",
    "firma.com:8080",
    "büro-köln.de",
]
NOISE = [
    "Super!!!!!!!",
    "Sooooooooo gut",
    "AaAaAaA",
    "=======",
    "kaufen kaufen Kaufen KAUFEN",
    "sehr, sehr, sehr, sehr gut",
    "Kredit heute Kredit morgen Kredit jetzt Kredit hier Kredit dort Kredit Kredit nun",
]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Return what sets the time, in seconds from noon; it is noon."""

    def turn(seconds: float) -> None:
        monkeypatch.setattr(time, "time", lambda: NOON + seconds)

    turn(0)
    return turn


def test_a_form_is_sent_after_some_seconds_and_within_a_day(
    clock: Callable[[float], None],
) -> None:
    stamp = spam.start_stamp()
    for seconds in (0, 1, 3.5):
        clock(seconds)
        with translation.override("en"), pytest.raises(SpamRefused, match="wait a few"):
            spam.check_stamp(stamp)
        assert spam.renewed_stamp(stamp) == stamp
    for seconds in (5, 600, 86_399):
        clock(seconds)
        spam.check_stamp(stamp)
    clock(86_402)
    with translation.override("en"), pytest.raises(SpamRefused, match="once more") as late:
        spam.check_stamp(stamp)
    renewed = spam.renewed_stamp(stamp)
    assert renewed != stamp
    clock(86_407)
    spam.check_stamp(renewed)
    assert "everything you typed" in late.value.message


@pytest.mark.parametrize("stamp", ["", "form", "form:1tXyz:forged", ":::", "\0", "\ud800", "ä:ö:ü"])
def test_a_forged_stamp_counts_as_too_old(stamp: str) -> None:
    with translation.override("en"), pytest.raises(SpamRefused, match="too long"):
        spam.check_stamp(stamp)


def test_a_stamp_with_another_time_is_forged(clock: Callable[[float], None]) -> None:
    first = spam.start_stamp()
    clock(50)
    text, _time, seal = spam.start_stamp().split(":")
    clock(100)
    with pytest.raises(SpamRefused):
        spam.check_stamp(":".join((text, first.split(":")[1], seal)))


@pytest.mark.parametrize("text", PASSES)
def test_what_people_write_passes(text: str) -> None:
    check_words(text)
    check_words(text, text)


@pytest.mark.parametrize("text", LINKS)
def test_links_and_addresses_are_refused(text: str) -> None:
    with translation.override("en"), pytest.raises(SpamRefused, match=r"^Links and addresses"):
        check_words("Ich bin gern hier.", text)


@pytest.mark.parametrize("text", NOISE)
def test_noise_is_refused(text: str) -> None:
    with translation.override("en"), pytest.raises(SpamRefused, match="repeats"):
        check_words(text)


@given(st.text(max_size=300))
def test_any_text_passes_or_is_refused(text: str) -> None:
    with suppress(SpamRefused):
        check_words(text)


def test_long_texts_are_checked_fast() -> None:
    begun = time.perf_counter()
    for text in (
        "ab" * 50_000,
        "a.b" * 30_000,
        "<" * 5 + " " * 90_000,
        "a@" * 50_000,
        "x-" * 50_000,
    ):
        with suppress(SpamRefused):
            check_words(text)
    assert time.perf_counter() - begun < 3
