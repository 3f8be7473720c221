"""Tidying of texts as people paste them and programs send them.

Nobody sees a control character, so nobody could take it out of a text that is refused for it:
such characters become what they stand for, or nothing. A tidied text stays as it is when it is
tidied again. `frontend/src/lib/text.js` does the same before it counts and sends;
`frontend/src/lib/textCases.json` tests both.
"""

import re

from core.text.invisible import IGNORABLE

# A byte order mark begins a file; within a text it is left over from joining files.
UNTIDY = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")
SURROGATE = re.compile("[\ud800-\udfff]")

PAYLOAD = r"[^\x00-\x1f\x7f-\x9f]*(?:\x07|\x1b\\|\x9c)"
# What programs send to terminals, in logs and in copied sessions (ECMA-48): colours, movements of
# the cursor, titles, links, character sets. A control string counts only if it ends, so that
# nothing after it is lost. The 8-bit introducers are letters in Windows' code page, so they need
# the digits that nobody writes directly after an angle quote.
TERMINAL_SEQUENCE = re.compile(
    r"\x1b\[\[[A-E]"
    r"|\x1b\[[0-?]*[ -/]*[@-~]?"
    rf"|\x1b[PX^_\]]{PAYLOAD}"
    r"|\x9b[0-?]+[A-HJKSTfhlmnrsu]"
    rf"|\x9d[0-9]+;{PAYLOAD}"
    r"|\x1b(?:[78=>]|[()*+][0-2AB]|#[3-68]|%[@G]|O[A-DFHP-S](?![a-z])|[cDEHMNOZ](?![a-z]))"
)
# Python knows the five positions that the code page leaves open as well: they stand for nothing.
WINDOWS = {
    code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0) if code != 0x85
}
WINDOWS_LETTER = re.compile(f"[{''.join(chr(code) for code, letter in WINDOWS.items() if letter)}]")
LINE_BREAKS = "\v\f\r\x85\u2028\u2029"
TIDIED = {
    **dict.fromkeys([*range(0x20), 0x7F, 0xFEFF], ""),
    **WINDOWS,
    **dict.fromkeys(map(ord, LINE_BREAKS), "\n"),
    ord("\t"): "\t",
    ord("\n"): "\n",
}
ELLIPSIS = {0x85: "\u2026"}

TAB_OR_LINE_BREAK = re.compile(r"[\t\n]+")
# What can make a line show something else than it says, and no line needs: embeddings, overrides
# and isolates, which reverse what comes after them (https://www.unicode.org/reports/tr36/), formats
# that Unicode deprecates, and what has no width (soft hyphens, zero-width spaces, word joiners,
# invisible operators, annotations). Joiners and the marks LRM, RLM and ALM stay: Persian, Arabic,
# Hebrew and emoji need them. Texts of several lines keep all of it: there it cannot reach beyond
# the end of its line, and right-to-left texts need it.
HIDDEN = re.compile(r"[\xad\u200b\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufff9-\ufffb]")
# Tags stay in flags of regions alone; elsewhere they hide letters.
TAGS = re.compile("(\U0001f3f4[\U000e0030-\U000e007a]+\U000e007f)|[\U000e0000-\U000e007f]")

TURNING = "\u202a\u202b\u202c\u202d\u2066\u2067\u2068\u2069"
# From right to left: it shows another address than it is, wherever it stands.
OVERRIDE = "\u202e"
JOINERS = "\u200c\u200d"
HIDDEN_IN_ADDRESS = re.compile(rf"(?![{TURNING}{OVERRIDE}{JOINERS}])[{IGNORABLE}]")
WHITE_SPACE = "".join(filter(str.isspace, map(chr, range(0x3001))))
AROUND_ADDRESS = WHITE_SPACE + JOINERS + TURNING
JOINER = re.compile(f"[{JOINERS}]")


def mend_surrogates(text: str) -> str:
    """Return the text with halves of a character joined, and U+FFFD for what has lost its half."""
    if not SURROGATE.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def tidy_text(text: str) -> str:
    r"""Return a text of several lines: `\n` as line break, no other control characters but tabs.

    U+0085 is Windows' ellipsis where the text has other letters of Windows' code page, and a line
    break elsewhere.
    """
    if not UNTIDY.search(text):
        return text
    text = TERMINAL_SEQUENCE.sub("", mend_surrogates(text)).replace("\r\n", "\n")
    return text.translate({**TIDIED, **ELLIPSIS} if WINDOWS_LETTER.search(text) else TIDIED)


def tidy_line(text: str) -> str:
    """Return a text as one line, without characters that hide or turn round what it says."""
    text = HIDDEN.sub("", tidy_text(text))
    return TAB_OR_LINE_BREAK.sub(" ", TAGS.sub(lambda found: found[1] or "", text))


def tidy_name(text: str) -> str:
    """Return a name as one line, with one space for any run of white space."""
    return " ".join(tidy_line(text).split())


def tidy_address(text: str) -> str:
    """Return an e-mail address as people see it.

    Copying brings along what has no width: without that it is the address that was meant.
    Characters that turn letters round stay within it, and make it no address: taking them off
    would give another one than people saw.
    """
    text = TAB_OR_LINE_BREAK.sub(" ", HIDDEN_IN_ADDRESS.sub("", tidy_text(text)))
    text = text.strip(AROUND_ADDRESS)
    # Domains of some scripts need joiners, others never do.
    without_joiners = JOINER.sub("", text)
    return without_joiners if without_joiners.isascii() else text
