"""Characters that show nothing."""

import re
import unicodedata

# Spaces and separators, control characters, zero-width characters and direction marks.
INVISIBLE_CATEGORIES = {"Zs", "Zl", "Zp", "Cc", "Cf"}
# Letters and marks that show nothing: fillers of Hangul, Khmer and Braille, variation selectors.
INVISIBLE_LETTER = re.compile(
    r"[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u2800\u3164\ufe00-\ufe0f\uffa0"
    r"\U000e0100-\U000e01ef]"
)


def is_invisible(text: str) -> bool:
    """Return whether all characters of the text are invisible."""
    return all(
        unicodedata.category(character) in INVISIBLE_CATEGORIES or INVISIBLE_LETTER.match(character)
        for character in text
    )
