"""The folded form of texts."""

import unicodedata
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.text.folding import LETTERS, fold
from tests.support.shared_cases import read_cases

FORMS: tuple[Literal["NFC", "NFD", "NFKC", "NFKD"], ...] = ("NFC", "NFD", "NFKC", "NFKD")
# Spacing accents: the compatibility forms are a blank and an accent, or two signs.
SPLIT_BY_FORM = set("\xb4\u02dc\u02dd\u0384\u1fbd\u1fbf\u1fcd\u1fce\u1fcf\u1ffd\u2033\u2036")


@pytest.mark.parametrize("case", read_cases("foldingCases.json"), ids=lambda case: case["text"])
def test_texts_are_folded_as_the_interface_folds_them(case):
    assert fold(case["text"]) == case["folded"]


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("Can’t log in", "can't log in"),
        ("Zürich", "Zu\u0308rich"),
        ("Zürich", "ZURICH"),
        ("Straße", "strasse"),
        ("pass\u200bword", "password"),
        ("VPN\u2011client", "vpn-client"),
        ("ﬁle", "file"),
        ("ＡＢＣ", "abc"),
        ("İstanbul", "istanbul"),
        ("ΣΊΣΥΦΟΣ", "σίσυφος"),
        ("smørrebrød", "smorrebrod"),
        ("Łódź", "lodz"),
        ("cœur", "coeur"),
        ("a\u00a0b\r\nc", "a b c"),
    ],
)
def test_ways_to_write_the_same_are_one(written, asked):
    assert fold(written) == fold(asked)


@pytest.mark.parametrize(
    ("one", "other"), [("か", "が"), ("हिन्दी", "हन्द"), ("กำ", "กา"), ("하", "한"), ("登录", "登陆")]
)
def test_letters_of_a_script_stay_different(one, other):
    assert fold(one) != fold(other)


def test_every_character_is_folded_the_same_in_all_its_forms():
    for code in (*range(0xD800), *range(0xE000, 0x110000)):
        character = chr(code)
        folded = fold(character)
        assert fold(folded) == folded, hex(code)
        if character not in SPLIT_BY_FORM:
            forms = {fold(unicodedata.normalize(form, character)) for form in FORMS}
            assert forms == {folded}, hex(code)


def test_letters_without_a_decomposition_are_listed_once():
    letters = "".join(LETTERS.values())
    assert len(set(letters)) == len(letters)
    assert all(fold(letter).isascii() for letter in letters)


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_both_normal_forms_of_a_text_are_one(text):
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(st.text(alphabet="aßİ\u0307\u0345\u200d\u3099カハ\u1112\u1161\u11ab\u05b8\u0bc6\u0bbe´`' "))
def test_marks_of_all_kinds_can_be_folded_again(text):
    assert fold(fold(text)) == fold(text)
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)
