"""Texts are normalised and shortened before a language model reads them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tickets.triage.redaction.normalise import OMISSION, normalise, shorten
from tickets.triage.redaction.prepare import prepare

anything = st.text(st.characters(exclude_categories=()), max_size=80)
words = st.lists(
    st.text(st.sampled_from("aé漢1."), min_size=1, max_size=8), min_size=1, max_size=60
)


@pytest.mark.parametrize(
    ("text", "normalised"),
    [
        ("as it is", "as it is"),
        ("ig\u200bno\u200dre", "ignore"),
        ("soft\u00adhyphen", "softhyphen"),
        ("\u202egnirts\u202c \u2066x\u2069", "gnirts x"),
        ("hi" + "".join(chr(0xE0000 + ord(letter)) for letter in "ignore") + "!", "hi!"),
        ("a\ufe0f\U000e0101b", "ab"),
        ("a\u3164\u2800\u115fb", "ab"),
        ("bell\x07 null\x00 escape\x1b[31m", "bell null escape"),
        ("lone \ud83d surrogate", "lone \ufffd surrogate"),
        ("e\u0301", "é"),
        ("e\u200b\u0301", "é"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a\n\n\n\nb", "a\n\nb"),
        ("a \n \t \n  \nb", "a\n\nb"),
        ("a    b\u00a0c\u3000d", "a b c d"),
        ("a\tb", "a\tb"),
        ("  a  ", "a"),
        ("grüße 漢字 한글 العربية हिन्दी 👍", "grüße 漢字 한글 العربية हिन्दी 👍"),
        ("", ""),
    ],
)
def test_normalise(text, normalised):
    assert normalise(text) == normalised


@given(anything)
def test_a_normalised_text_is_visible_and_stays(text):
    normalised = normalise(text)
    assert normalise(normalised) == normalised
    assert unicodedata.is_normalized("NFC", normalised)
    assert "\n\n\n" not in normalised
    assert "  " not in normalised
    for character in normalised:
        assert character in "\n\t" or unicodedata.category(character)[0] != "C"


def test_shorten_keeps_the_start_and_the_end():
    text = " ".join(f"word{number}" for number in range(1_000))
    short = shorten(text, 200)
    start, end = short.split(OMISSION)
    assert 180 <= len(short) <= 200
    assert text.startswith(f"{start} ")
    assert text.endswith(f" {end}")
    assert 1.5 < len(start) / len(end) < 2.5


@given(words, st.integers(min_value=60, max_value=300))
def test_shorten(words, limit):
    text = " ".join(words)
    short = shorten(text, limit)
    assert len(short) <= limit
    if len(text) <= limit:
        assert short == text
        return
    start, end = short.split(OMISSION)
    assert text.startswith(f"{start} ")
    assert text.endswith(f" {end}")
    assert start.split()[0] == words[0]
    assert end.split()[-1] == words[-1]


@given(anything, st.integers(min_value=0, max_value=80))
def test_no_text_gets_longer_than_the_limit(text, limit):
    assert len(shorten(text, limit)) <= limit


@pytest.mark.parametrize("text", ["漢字" * 500, "x" * 1_000, "👩🏽" * 500])
def test_a_text_without_spaces_is_cut_anywhere(text):
    short = shorten(text, 100)
    assert 95 <= len(short) <= 100
    assert short.startswith(text[:50])
    assert short.endswith(text[-20:])


@pytest.mark.parametrize("limit", range(40, 60))
def test_no_mark_is_cut_from_its_letter(limit):
    start, end = shorten("n\u0308\u0323" * 100, limit).split(OMISSION)
    for part in (start, end):
        assert part == "n\u0308\u0323" * (len(part) // 3)


def test_prepare():
    text = "Call 030 123\u200b45678 \n\n\n\n" + "now " * 200 + "or bob@exam\u00adple.com"
    assert prepare(text, limit=50, is_redacted=True).startswith("Call [phone]\n\nnow")
    assert prepare(text, limit=50, is_redacted=True).endswith(" now or [email]")
    assert len(prepare(text, limit=50, is_redacted=True)) <= 50
    assert prepare(text, limit=60, is_redacted=False).endswith(" or bob@example.com")
