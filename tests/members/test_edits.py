"""What counts as a correction of somebody's words, and what they have to be asked about."""

import re
import time

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from members.submissions.edits import is_blank_change, is_trivial
from metropol.word_diff import diff_html

TRIVIAL = [
    # White space
    ("Ich bin gern hier.", "Ich bin gern hier."),
    ("Ich  bin gern\nhier. ", "Ich bin gern hier."),
    ("Ich bin gern hier.Es ist schön.", "Ich bin gern hier. Es ist schön."),
    ("Wir arbeiten z.B. in Halle.", "Wir arbeiten z. B. in Halle."),
    ("gut ,aber teuer", "gut, aber teuer"),
    ("Zusammen\u00adarbeit zählt.", "Zusammenarbeit zählt."),
    # Punctuation
    ("Ich bin gern hier", "Ich bin gern hier."),
    ("Ich finde dass es passt", "Ich finde, dass es passt."),
    ("Ich arbeite hier seit 2019", "Ich arbeite hier seit 2019."),
    ("Gute Wege - gute Leute", "Gute Wege – gute Leute"),
    ("Gute Wege, gute Leute", "Gute Wege; gute Leute"),
    ("Kurz gesagt, es passt.", "Kurz gesagt: es passt."),
    ("Es ist toll...", "Es ist toll…"),
    ("- Es ist toll.", "Es ist toll."),
    ("I love it here because people are kind", "I love it here, because people are kind."),
    ("It's great", "It’s great."),
    ('Wir sagen "moin" dazu.', "Wir sagen „moin“ dazu."),
    ('"Die Region ist mein Zuhause."', "Die Region ist mein Zuhause."),
    ("Die Region ist mein Zuhause.", "„Die Region ist mein Zuhause.“"),
    # First letters
    ("ich bin gern hier.", "Ich bin gern hier."),
    ("Die region ist mein zuhause.", "Die Region ist mein Zuhause."),
    ("sie ist toll, die Region.", "Sie ist toll, die Region."),
    ("Toll hier. ihr seid gut.", "Toll hier. Ihr seid gut."),
    ("i like the german way of working", "I like the German way of working."),
    ("Es geht voran. nicht nur hier.", "Es geht voran. Nicht nur hier."),
    # Umlauts
    ("Das ist fuer uns schoen.", "Das ist für uns schön."),
    ("Die Strasse und die Gaerten", "Die Straße und die Gärten"),
    ("Aerzte und Oekonomen ueber Uebergaenge", "Ärzte und Ökonomen über Übergänge"),
    ("Ich weiss, dass es gross ist.", "Ich weiß, dass es groß ist."),
    ("scho\u0308n", "schön"),
    # Typing errors
    ("Die Zusamenarbeit ist sehr gut.", "Die Zusammenarbeit ist sehr gut."),
    ("Die Zusammenabreit ist sehr gut.", "Die Zusammenarbeit ist sehr gut."),
    ("Alle haben uns herzlich wilkommen geheißen.", "Alle haben uns herzlich willkommen geheißen."),
    ("Hier zählt jede Inovation aus Halle.", "Hier zählt jede Innovation aus Halle."),
    ("Unsere Univeristät ist gut vernetzt.", "Unsere Universität ist gut vernetzt."),
    ("Die Wirtshcaft ist hier stark.", "Die Wirtschaft ist hier stark."),
    ("We found great oportunities in the region.", "We found great opportunities in the region."),
    ("The develompent of the region is good.", "The development of the region is good."),
    ("My colleaggues are kind and patient.", "My colleagues are kind and patient."),
    (
        "Die Zusamenarbeit ist gut, die Unterstüztung auch, und alle Mitabreiter sind nett"
        " und helfen gern weiter.",
        "Die Zusammenarbeit ist gut, die Unterstützung auch, und alle Mitarbeiter sind nett"
        " und helfen gern weiter.",
    ),
    ("", ""),
    ("Hier.", "Hier"),
]
#: What one letter makes of a word.
OTHER_WORDS = """
    fruchtbare furchtbare, gefeierte gefeuerte, anschaffen abschaffen, betreuten bereuten,
    Lebensraum Lebenstraum, Arbeitsraum Arbeitstraum, erstrebenswert ersterbenswert,
    verlieren verlieben, Urlaubsreise Urlaubsriese, mitreisende mitreißende,
    verreisende vereisende, Kinderbeten Kinderbetten, complaint compliant, uninformed uniformed,
    immortality immorality, infection inflection, friendish fiendish, throughout thoroughout,
    casually causally, starring staring, Hoffmann Hofmann, Mutter Butter, Macht Nacht, Liebe Liege,
    leiden leihen, arbeiteten arbeiten, arbeitete arbeitet, visitors visitor,
    Nachbarinnen Nachbarn, umgestalltet umgestaltete, unglaublich ungalublich,
    keineswegs keinesewgs
"""
ASKED = [
    # Words
    ("Ich bin gern hier.", "Ich bin sehr gern hier."),
    ("Ich bin gern hier.", "Ich bin hier gern."),
    ("Ich bin gern hier.", ""),
    ("Indem wir reden", "In dem wir reden"),
    ("Wir sind oft müde.", "Wir sind nie müde."),
    ("good and cheap", "cheap and good"),
    ("E-Mail", "Email"),
    # Negations
    ("Das ist nicht schlecht.", "Das ist schlecht."),
    ("Das ist gut.", "Das ist nicht gut."),
    ("Ich habe keine Zweifel.", "Ich habe eine Zweifel."),
    ("Es ist möglich.", "Es ist unmöglich."),
    ("It is important to us.", "It is unimportant to us."),
    ("We can leave it now.", "We can't leave it now."),
    ("It is now possible.", "It is not possible."),
    ("Hängen, nicht laufen lassen.", "Hängen nicht, laufen lassen."),
    ("Wir warten nicht lange.", "Wir warten, nicht lange."),
    ("Nein danke.", "Nein, danke."),
    # Marks that change a meaning
    ("Er versprach, ihm zu folgen.", "Er versprach ihm, zu folgen."),
    ("Gut bis auf die Busse. Die Wege", "Gut. Bis auf die Busse die Wege"),
    ("Es ist toll.", "Es ist toll?"),
    ("Es ist toll.", "Es ist toll!"),
    ("Es ist toll.", "Es ist toll..."),
    ("Der tolle Service", 'Der "tolle" Service'),
    ("Der 'tolle' Service", "Der tolle Service"),
    ('Die "gute" alte Zeit', 'Die gute "alte" Zeit'),
    ("Wir (alle) helfen.", "Wir alle helfen."),
    ("Anti-Gewalt-Training", "Anti, Gewalt, Training"),
    ("Mitarbeiter:innen", "Mitarbeiter innen"),
    ("Kosten & Nutzen", "Kosten Nutzen"),
    # Numbers
    ("Seit 2019 bin ich hier.", "Seit 2018 bin ich hier."),
    ("Wir sind 3.000 Leute.", "Wir sind 3,000 Leute."),
    ("Wir sind 30 00 Leute.", "Wir sind 3000 Leute."),
    ("um -5 Grad", "um 5 Grad"),
    ("5 - 10 Leute", "5 10 Leute"),
    ("-5 Grad", "5 Grad"),
    ("der 2. Preis", "der 2 Preis"),
    ("10 m² Platz", "10 m³ Platz"),
    ("Halle2030online ist da und es ist gut.", "Halle2003online ist da und es ist gut."),
    # Case
    ("Ich danke ihnen sehr.", "Ich danke Ihnen sehr."),
    ("Hier haben Sie recht.", "Hier haben sie recht."),
    ("Wir mögen it.", "Wir mögen IT."),
    # Umlauts that make another word
    ("in Maßen", "in Massen"),
    ("Ich konnte helfen.", "Ich könnte helfen."),
    ("Das wurde gut.", "Das würde gut."),
    ("Die Forderung der Kultur", "Die Förderung der Kultur"),
    ("Das ist vertraglich so.", "Das ist verträglich so."),
    ("Das ist schon gut.", "Das ist schön gut."),
    # Letters that make another word, in texts long enough for a typing error
    *[
        (f"Ich sage es allen hier: {one} ist es", f"Ich sage es allen hier: {other} ist es")
        for one, other in map(str.split, OTHER_WORDS.split(","))
    ],
    # Too much at once
    ("Die Zusamenarbeit ist gut.", "Die Zusammenarbeit ist gut."),
    (
        "Die Zusamenarbeit und die Inovation und die Wirtshcaft und die Univeristät sind gut und"
        " das sage ich hier gern allen.",
        "Die Zusammenarbeit und die Innovation und die Wirtschaft und die Universität sind gut und"
        " das sage ich hier gern allen.",
    ),
]
TEXTS = st.text(max_size=80) | st.lists(
    st.sampled_from(
        [
            "Ich",
            "bin",
            "nicht",
            "gern,",
            "hier.",
            "–",
            '"toll"',
            "2019",
            "Straße",
            "für",
            "!",
            "don't",
        ]
    )
).map(" ".join)
WORDS = st.text("abcdefghijklmnopqrstuvwxyzäöüß", min_size=1, max_size=14)


@pytest.mark.parametrize(("before", "after"), TRIVIAL)
def test_corrections(before: str, after: str) -> None:
    assert is_trivial(before, after)
    assert is_trivial(after, before)


@pytest.mark.parametrize(("before", "after"), ASKED)
def test_what_the_person_is_asked_about(before: str, after: str) -> None:
    assert not is_trivial(before, after)
    assert not is_trivial(after, before)
    assert not is_blank_change(before, after)


@given(TEXTS)
def test_a_text_is_itself(text: str) -> None:
    assert is_trivial(text, text)
    assert is_blank_change(text, text)


@given(TEXTS, TEXTS)
def test_the_order_does_not_matter(one: str, other: str) -> None:
    assert is_trivial(one, other) == is_trivial(other, one)
    assert is_blank_change(one, other) == is_blank_change(other, one)


@given(st.lists(WORDS, max_size=30), WORDS, st.integers(0, 30))
def test_one_word_more_or_less_is_asked_about(words: list[str], word: str, at: int) -> None:
    more = [*words[:at], word, *words[at:]]
    assert not is_trivial(" ".join(words), " ".join(more))


@given(TEXTS, st.integers(0, 9), st.integers(0, 9), TEXTS)
def test_another_digit_is_asked_about(start: str, one: int, other: int, end: str) -> None:
    same = is_trivial(f"{start}{one}{end}", f"{start}{other}{end}")
    assert same == (one == other)


@given(st.lists(WORDS, min_size=2, max_size=30), st.sampled_from("?!\"'()/&%…"), st.data())
def test_a_mark_that_may_mean_something_is_asked_about(
    words: list[str], mark: str, data: st.DataObject
) -> None:
    at = data.draw(st.integers(1, len(words) - 1))
    after = [*words[: at - 1], words[at - 1] + mark, *words[at:]]
    assert not is_trivial(" ".join(words), " ".join(after))


@given(st.lists(WORDS, min_size=1, max_size=20), st.sampled_from([" ", "\n\n", "\t", "\u00a0"]))
def test_white_space_is_a_blank_change_and_trivial(words: list[str], space: str) -> None:
    before, after = " ".join(words), f" {space.join(words)}\n"
    assert is_blank_change(before, after)
    assert is_trivial(before, after)


@pytest.mark.parametrize(
    ("before", "after"), [("in dem", "indem"), ("gut,aber", "gut, aber"), ("a", "A"), ("a", "")]
)
def test_more_than_white_space(before: str, after: str) -> None:
    assert not is_blank_change(before, after)


def test_a_comparison_shows_and_tells_what_went_and_what_came() -> None:
    with translation.override("en"):
        html = diff_html("Ich bin der Mann an der Bar.", "Ich war der Mann an der Bar!")
    hidden = '<span class="w-sr-only quiet"> {} </span>'.format
    assert html == (
        f"Ich <del>{hidden('removed:')}bin</del><ins>{hidden('added:')}war</ins>"
        f"{hidden('end of change')} der Mann an der Bar"
        f"<del>{hidden('removed:')}.</del><ins>{hidden('added:')}!</ins>{hidden('end of change')}"
    )


def test_changed_words_in_a_row_are_one_change() -> None:
    html = diff_html("Das war früher sehr oft so.", "Das ist heute meist nie so.")
    assert html.count("<del>") == html.count("<ins>") == 1
    html = diff_html("Das ist so.", "Das ist immer so.")
    assert "<del>" not in html
    assert html.count("<ins>") == 1


def test_a_comparison_is_escaped() -> None:
    html = diff_html("<b>a</b> & <i>", "<script>alert(1)</script> & <i> {} {0}")
    for tag in ("<b>", "<i>", "<script>", "</script>"):
        assert tag not in html
    assert "&lt;" in html
    assert "&amp;" in html
    assert "{} {0}" in html


@given(
    st.text(st.characters(exclude_characters="<>&'\"\0"), max_size=60),
    st.text(st.characters(exclude_characters="<>&'\"\0"), max_size=60),
)
def test_a_comparison_holds_both_texts(before: str, after: str) -> None:
    html = re.sub(r'<span class="w-sr-only quiet">.*?</span>', "", diff_html(before, after))
    assert re.sub(r"<ins>.*?</ins>|</?del>", "", html, flags=re.DOTALL) == before
    assert re.sub(r"<del>.*?</del>|</?ins>", "", html, flags=re.DOTALL) == after


def test_a_comparison_of_the_same_shows_no_change() -> None:
    assert diff_html("Ich & du", "Ich & du") == "Ich &amp; du"
    assert diff_html("", "") == ""


def test_long_texts_are_fast() -> None:
    begun = time.perf_counter()
    for before, after in (
        ("wort " * 120, "Wort, " * 100),
        ("a " * 300, "a b " * 150),
        ("Zusamenarbeit ist gut hier. " * 21, "Zusammenarbeit ist gut hier. " * 21),
        ("-'" * 300, "'-" * 300),
        ("a'" * 300, "a-" * 300),
    ):
        is_trivial(before, after)
        is_blank_change(before, after)
        diff_html(before, after)
    assert time.perf_counter() - begun < 3


def test_a_comparison_of_endless_repetition_is_shown_as_replaced() -> None:
    before, after = "ja nein " * 600, "nein ja ja " * 400
    html = diff_html(f"Anfang {before}", f"Anfang {after}")
    assert html.count("<del>") == 1
    assert html.startswith("Anfang ")
