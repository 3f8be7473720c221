"""The folded form of texts, in which a search compares what is stored with what is asked for.

`frontend/src/lib/foldingCases.json` has cases that the interface's own folding is held to as well.
"""

import re
import unicodedata

from core.text.invisible import is_invisible

# Accents and points of Latin, Greek, Cyrillic, Hebrew and Arabic, which people leave out. Marks of
# other scripts, such as vowels of Hindi and Thai and the voicing of kana, are letters: they stay.
ACCENTS = re.compile(
    r"[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    r"\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u1ab0-\u1aff"
    r"\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)
# Letters that Unicode does not decompose into a base letter and an accent.
LETTERS = {
    "a": "ᶏⱥ",
    "ae": "æ",
    "b": "ƀƃɓᵬᶀꞗ",
    "c": "ƈȼɕꞓꞔ",
    "d": "ðđƌȡɖɗᵭᶁᶑꟈ",
    "e": "ɇᶒⱸꬴ",
    "f": "ƒᵮᶂꞙ",
    "g": "ǥɠᶃꞡ",
    "h": "ħɦⱨꞕ",
    "i": "ıɨᶖ",
    "j": "ȷɉʝ",
    "k": "ĸƙᶄⱪꝁꝃꝅꞣ",
    "l": "łƚȴɫɬɭᶅⱡꝉꞎꬷꬸꬹ",
    "m": "ɱᵯᶆꬺ",
    "n": "ŋƞȵɲɳᵰᶇꞑꞥꬻ",
    "o": "øɵⱺꝋꝍ",
    "oe": "œ",
    "p": "ƥᵱᵽᶈꝑꝓꝕ",
    "q": "ɋʠꝗꝙ",
    "r": "ɍɼɽɾᵲᵳᶉꞧꭉ",
    "s": "ȿʂᵴᶊꞩꟊ",
    "t": "ŧƫƭȶʈᵵⱦ",
    "th": "þ",
    "u": "ʉᶙꞹꭎꭒ",
    "v": "ʋᶌⱱⱴꝟ",
    "w": "ⱳ",
    "x": "ᶍꭖꭗꭘꭙ",
    "y": "ƴɏỿꭚ",
    "z": "ƶȥɀʐʑᵶᶎⱬ",
}
SIGNS = {
    # The accents by themselves stand for an apostrophe where a keyboard has no better one. The
    # control characters are signs of Windows, read as Latin-1.
    "'": "\x91\x92`´‘’‚‛‹›′‵ʹʻʼʽʾʿˈˊˋ\u0374\u0384\u1fbd\u1fbf\u1fef\u1ffd՚׳ߴߵꞋꞌ❛❜❟",
    '"': "\x93\x94“”„‟«»″‶ʺ˝״〝〞〟「」『』｢｣❝❞❠🙶🙷🙸",
    "-": "\x96\x97֊־᐀᠆‐‑‒–—―⁃⁻₋−˗⸗⸚⸺⸻⹀⹝〰゠︱︲﹘﹣－➖𐺭",
    "/": "⁄∕",
    "~": "〜～∼˜",
}
WHITE_SPACE = re.compile(r"[\t-\r\x1c-\x1f\x85\u2028\u2029]")


class Replacements(dict[int, str | int]):
    """A table for `str.translate`, which learns the characters that occur."""

    def __missing__(self, code: int) -> str | int:
        character = chr(code)
        category = unicodedata.category(character)
        replacement: str | int = code
        if WHITE_SPACE.match(character) or category == "Zs":
            replacement = " "
        elif category == "Cs" or is_invisible(character):
            replacement = ""
        self[code] = replacement
        return replacement


REPLACEMENTS = Replacements(
    {ord(sign): kept for kept, signs in {**LETTERS, **SIGNS}.items() for sign in signs}
)


def fold(text: str) -> str:
    """Return the form in which texts are compared.

    NFKC without case and accents; quotes, apostrophes and dashes of all kinds are those of ASCII,
    invisible characters are left out, and white space is single blanks. Folding twice is folding
    once.
    """
    if text.isascii():
        return " ".join(text.lower().translate(REPLACEMENTS).split())
    # Signs are replaced before, because some decompose into a blank and an accent.
    text = unicodedata.normalize("NFKD", text.translate(REPLACEMENTS))
    text = ACCENTS.sub("", text).casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFC", text.translate(REPLACEMENTS))
    # A letter such as a wide grave accent has become a sign of ASCII.
    return " ".join(text.replace("`", "'").split())
