"""Characters that show nothing.

`frontend/src/lib/text.js` has the same; `frontend/src/lib/textCases.json` tests both.
"""

import re

# Those that Unicode says are drawn as nothing where a font does not know them
# (Default_Ignorable_Code_Point): soft hyphens, fillers, zero-width characters, marks of direction,
# variation selectors, tags, and the places kept for more of them.
IGNORABLE = (
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff"
)
# Annotations and joiners of scripts, and what is a letter or a sign of nothing: of Braille, of
# Khitan, of music.
BLANK = "\u2800\ufff9-\ufffb\U00013430-\U00013440\U00016fe4\U0001d159"
# White space, control characters, and those above.
INVISIBLE = rf"\s\x00-\x1f\x7f-\x9f{IGNORABLE}{BLANK}"
VISIBLE_CHARACTER = re.compile(f"[^{INVISIBLE}]")


def is_invisible(text: str) -> bool:
    """Return whether all characters of the text are invisible."""
    return not VISIBLE_CHARACTER.search(text)
