"""Texts as people paste them are tidied, not refused; the interface does the same."""

import json
import time

import pytest
from django.conf import settings
from hypothesis import example, given
from hypothesis import strategies as st

from core.text.invisible import is_invisible
from core.text.tidy import tidy_address, tidy_line, tidy_name, tidy_text

CASES = json.loads((settings.FRONTEND_DIST.parent / "src/lib/textCases.json").read_text())
# Half of all characters are of the kinds that tidying is about.
odd = st.sampled_from(
    "\0\a\b\t\n\v\f\r\x1b\x1c\x7f\x80\x85\x92\x9b\x9c\x9d[]0;m\\(B"
    "\u200b\u200d\u202e\u2028\u2066\u2069\ufeff\ud83d\ude00\U0001f3f4\U000e0067\U000e007f"
)
texts = st.text(odd | st.characters(exclude_categories=()))


def named(group):
    return pytest.mark.parametrize(
        "case", CASES[group], ids=[case["name"] for case in CASES[group]]
    )


@named("texts")
def test_texts_are_tidied(case):
    assert tidy_text(case["typed"]) == case["text"]
    assert tidy_line(case["typed"]) == case["line"]
    assert tidy_name(case["typed"]) == " ".join(case["line"].split())


@named("blank")
def test_nothing_to_see_is_blank(case):
    assert is_invisible(tidy_text(case["typed"]))
    assert is_invisible(tidy_line(case["typed"]))


@named("visible")
def test_something_to_see_is_not_blank(case):
    assert not is_invisible(tidy_text(case["typed"]))
    assert not is_invisible(tidy_line(case["typed"]))


@named("addresses")
def test_addresses_are_as_people_see_them(case):
    assert tidy_address(case["typed"]) == case["address"]


@pytest.mark.parametrize("tidy", [tidy_text, tidy_line, tidy_name, tidy_address])
@given(text=texts)
@example("\x1b\x1b[31m[32m")
@example("\ud83d\0\ude00")
@example("\u200d a@example.com")
def test_a_tidied_text_stays_as_it_is(tidy, text):
    tidied = tidy(text)
    assert tidy(tidied) == tidied
    assert not any(character < " " and character not in "\t\n" for character in tidied)
    tidied.encode()


@given(text=texts)
def test_nothing_that_is_seen_is_lost_but_what_terminals_take(text):
    seen = "".join(
        letter
        for letter in text.replace("\x1b", "").replace("\x9b", "").replace("\x9d", "")
        if letter.isalnum()
    )
    tidied = tidy_text(text.replace("\x1b", "").replace("\x9b", "").replace("\x9d", ""))
    assert "".join(letter for letter in tidied if letter in seen and letter.isalnum()) == seen


@pytest.mark.parametrize("tidy", [tidy_text, tidy_line, tidy_name, tidy_address])
@pytest.mark.parametrize(
    "text",
    [
        "a plain text of words\n",
        " ",
        "\u200d",
        "\u2066",
        "\u200b\xad",
        "\U0001f3f4\U000e0067",
        "\x1b[31m",
        "\x1b]0;",
        "\x9b1",
        "\x9d0;",
        "\x80\r\n\0",
        "\x1b[0;",
        "\x1bP",
    ],
)
def test_long_texts_take_little_time(text, tidy):
    text = f"a{(text * 50_000)[:50_000]}("
    started = time.perf_counter()
    tidy(text)
    assert time.perf_counter() - started < 0.5
