"""A model's thinking inside its answer, which is no part of what it answers."""

import html
import re
from collections.abc import Iterator

NAMES = (
    "think|thinking|thought|thoughts|reasoning|reflection|analysis|scratchpad|seed:think|details"
)
# An answer between marks of its own ends the thinking before it, too.
ANSWER_NAMES = "answer|final_answer|final|response"
# Angle brackets, also as HTML escapes them, those of Kimi, and the square ones of Mistral.
START, END = r"(?:<|&lt;|◁|＜|\[)", r"(?:>|&gt;|▷|＞|\])"
MARK = re.compile(
    # The channels of gpt-oss and of Gemma, and what is left of them without the special tokens.
    r"(?P<opens_channel><\|?channel\|?>\s{0,4}(?:analysis|commentary|thought))"
    r"|(?P<closes_channel><\|?channel\|?>\s{0,4}final|<channel\|>|assistantfinal)"
    r"|(?P<opens_token><\|(?:begin_of_thought|START_THINKING|think)\|>)"
    r"|(?P<closes_token><\|(?:end_of_thought|END_THINKING|/think|begin_of_solution)\|>)"
    rf"|(?P<closes>{START}\s{{0,4}}/\s{{0,4}}(?:{NAMES})\s{{0,4}}{END})"
    rf"|(?P<answers>{START}\s{{0,4}}(?:{ANSWER_NAMES})\s{{0,4}}{END})"
    rf"|(?P<opens>{START}\s{{0,4}}(?:{NAMES})(?:\s[^<>\[\]]{{0,80}})?{END})",
    re.IGNORECASE,
)
FENCED = re.compile(
    r"\A\s*`{3,8}\s{0,4}(?:thinking|think|thought|reasoning)\b.*?(?:```|\Z)", re.I | re.S
)


def split(content: str) -> tuple[str, str]:
    """Return the text outside all marks of thinking, and the text after the last of them.

    Where the first mark ends a thinking, its beginning is missing and all before was thinking.
    """
    depth, position, last = 0, 0, 0
    outside: list[str] = []
    for mark in MARK.finditer(content):
        if depth == 0:
            outside.append(content[position : mark.start()])
        position = mark.end()
        if (mark.lastgroup or "").startswith("opens"):
            depth += 1
            continue
        if depth == 0:
            outside.clear()
        depth = max(0, depth - 1)
        last = position
    if depth == 0:
        outside.append(content[position:])
    after = content[last:]
    opening = next((mark for mark in MARK.finditer(after)), None)
    return "".join(outside), after[: opening.start()] if opening else after


def without_thinking(content: str) -> Iterator[str]:
    """Yield the texts in which to look for the answer, the likeliest first."""
    content = FENCED.sub("\n", content)
    outside, after = split(content)
    yield after
    if outside != after:
        yield outside
    if "&quot;" in content or "&#" in content:
        yield from (html.unescape(text) for text in (after, outside))


def is_thought_only(content: str) -> bool:
    """Return true if the content has thinking in it, and nothing besides."""
    return bool(content.strip()) and not any(text.strip() for text in without_thinking(content))
