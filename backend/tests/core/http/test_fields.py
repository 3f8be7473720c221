"""A line says what it shows: titles and names lose what hides or turns it round."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rest_framework.serializers import ValidationError

from core.http.fields import EmailAddressField, LineField, NameField, TextField
from core.text.tidy import tidy_line
from tests.support.odd_texts import TEXTS, as_line

OVERRIDES = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
HIDDEN = f"{OVERRIDES}\xad\u200b\u2060\u2061\u2062\u2063\u2064\u206a\u206f\ufeff\ufff9\ufffa\ufffb"
TAG_LETTERS = "\U000e0001\U000e0068\U000e0069\U000e007f"
LEGITIMATE = {
    "Arabic": "مرحبا بالعالم",
    "Hebrew with marks": "שלום\u200f (ABC)\u200e",
    "Arabic letter mark": "12\u061c%",
    "Persian with a non-joiner": "می\u200cخواهم",
    "a family": "👩\u200d👧\u200d👦",
    "a rainbow": "🏳\ufe0f\u200d🌈",
    "the flag of Scotland": "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f!",
    "Sinhala": "ශ්\u200dරී",
    "Mongolian": "ᠠ\u180eᠰ",
    "a variant of a Chinese character": "葛\U000e0100",
    "composed and not": "é e\u0301",
}


@pytest.mark.parametrize("character", HIDDEN + TAG_LETTERS, ids=lambda text: f"U+{ord(text):04X}")
def test_what_hides_or_turns_round_is_left_out(character):
    for field in (LineField(), NameField()):
        assert field.run_validation(f"abc{character}gnp.exe") == "abcgnp.exe"
        assert field.run_validation(f" {character} abc {character} ") == "abc"
        with pytest.raises(ValidationError):
            field.run_validation(character)
    for address in (f"a{character}@example.com", f"a@exa{character}mple.com"):
        if character in OVERRIDES + "\ufff9\ufffa\ufffb":
            # Without it, it would be another address than people saw.
            with pytest.raises(ValidationError):
                EmailAddressField().run_validation(address)
        else:
            assert EmailAddressField().run_validation(address) == "a@example.com"


@pytest.mark.parametrize(
    "character", HIDDEN.replace("\ufeff", ""), ids=lambda text: f"U+{ord(text):04X}"
)
def test_texts_of_several_lines_keep_it(character):
    assert TextField().run_validation(f"abc{character}gnp\nexe") == f"abc{character}gnp\nexe"


@pytest.mark.parametrize("text", LEGITIMATE.values(), ids=LEGITIMATE)
def test_what_languages_and_emoji_need_stays(text):
    assert LineField().run_validation(text) == text
    assert NameField().run_validation(text) == text


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_odd_texts_as_lines(text):
    assert LineField().run_validation(text) == as_line(text).strip()


@pytest.mark.parametrize("text", ["\u3164", "\u2800\u2800", "\u115f \uffa0", "\ufe0f", "\u034f"])
def test_letters_that_show_nothing_are_no_text(text):
    for field in (LineField(), NameField(), TextField()):
        with pytest.raises(ValidationError):
            field.run_validation(text)


@given(st.text(st.characters(exclude_categories=["Cs"])))
@example("🏴\U000e0067\u202e\U000e007f")
@example("\U000e0001🏴\U000e0067\U000e007f\U000e0067")
def test_a_tidy_line_stays_as_it_is(text):
    line = tidy_line(text)
    assert tidy_line(line) == line
    assert not set(line) & set(f"{HIDDEN}\n\r\t\u2028\u2029")
    bidi = {unicodedata.bidirectional(character) for character in line}
    assert not bidi & {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
