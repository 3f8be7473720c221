"""Validators of new passwords; those that people have already stay."""

import re
from threading import Lock
from typing import Any
from unicodedata import normalize
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError

MAX_LENGTH = 128
# Judging takes longer with every character.
JUDGED_LENGTH = 100
# Of 0 to 4: safe from guessing without a limit on attempts, as with a stolen hash.
MIN_SCORE = 3
MIN_WORD_LENGTH = 3
PRODUCT_WORDS = ("ticketflow", "ticket", "flow")
WORD = re.compile(r"[^\W_]+")
# What people put around one word, where they have to: the judge counts it as if it were unknown.
ORNAMENT = re.compile(r"(?:19|20)\d\d|[^\w\s]|_")
# The judge tries every reading of signs that stand for letters, alone and in combination: with more
# than a few kinds of them it takes seconds. Those that stand for the same letter become one.
LETTER_SIGNS = frozenset("4@8({[<3691!|0$5+7%2")
MAX_LETTER_SIGNS = 5
FEWER_SIGNS = str.maketrans("@[{<9!|$+", "4(((61157")

# The judge keeps the words that it is given in its module.
lock = Lock()


class MaximumLengthValidator:
    """At most `MAX_LENGTH` characters."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        if len(password) > MAX_LENGTH:
            raise ValidationError(self.get_help_text(), code="password_too_long")

    def get_help_text(self) -> str:
        return f"Use at most {MAX_LENGTH} characters."


def known_words(user: AbstractBaseUser | None) -> list[str]:
    """Return words that anybody would try: the product's, the company's, the agent's."""
    texts = [settings.PUBLIC_URL and urlsplit(settings.PUBLIC_URL).hostname]
    provider: dict[str, Any] = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]
    texts += [app["name"] for app in provider["APPS"]]
    for name in ("email", "first_name", "last_name", "username"):
        texts.append(getattr(user, name, ""))
    words = set(PRODUCT_WORDS)
    for text in filter(None, texts):
        plain = normalize("NFKC", text).casefold()
        parts = WORD.findall(plain)
        words.update([plain, "".join(parts), *parts])
    return sorted((word for word in words if len(word) >= MIN_WORD_LENGTH), key=len, reverse=True)


def score(password: str, words: list[str]) -> int:
    """Return the judge's score of 0 to 4."""
    # It takes a while to import, and most processes never need it.
    from zxcvbn import zxcvbn

    if len(LETTER_SIGNS & set(password)) > MAX_LETTER_SIGNS:
        password = password.translate(FEWER_SIGNS)
    with lock:
        return int(zxcvbn(password, user_inputs=words, max_length=JUDGED_LENGTH)["score"])


def is_strong(password: str, words: list[str]) -> bool:
    """Return True if the password is not weak, nor without known words, nor without ornament."""
    judged = normalize("NFKC", password)[:JUDGED_LENGTH].casefold()
    rest = judged
    for word in words:
        rest = rest.replace(word, "")
    plain = ORNAMENT.sub("", rest)
    return all(text and score(text, words) >= MIN_SCORE for text in {judged, rest, plain})


class StrengthValidator:
    """Not guessed soon, also by somebody who knows the product, the company and the agent."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        if not is_strong(password, known_words(user)):
            raise ValidationError(
                "This is guessed too easily. Put three or four words together that have nothing to "
                "do with each other, with you, or with your company.",
                code="password_too_weak",
            )

    def get_help_text(self) -> str:
        return (
            "Three or four words that only you would put together are good. The names of this "
            "product, your company and yourself do not count."
        )
