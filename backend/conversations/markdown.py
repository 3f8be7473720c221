"""Markdown of messages, as HTML that is safe to show.

Lines break where people broke them. Nothing that was typed may vanish, so what hides text is not
known here: HTML, definitions of links (`[ERROR]: timeout` would be one) and underlined headings (a
line of dashes below a paragraph is a rule). An image is a link with its alternative text. Words
that look like a host are no links: `setup.py` is a file. In notes agents are mentioned
(`core/text/mentions.py`): a mention is no link either, for requesters could follow one.

The HTML is cleaned by an allow-list after it is made, so that a mistake in the parser cannot become
a script. The time for any text is bounded: one is shown as plain paragraphs (`render_plain`) if it
is longer than `MAX_BYTES`, nests deeper than `MAX_DEPTH`, takes more than `MAX_STEPS`, or grows
beyond `MAX_HTML`.
"""

import re
from html import escape
from typing import Any, NamedTuple

import nh3
from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock, table
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from core.text.invisible import INVISIBLE, is_invisible
from core.text.mentions import MAX_MENTIONS, MENTION, find_mentioned, flatten_mentions, name_in
from core.text.tidy import tidy_text

MAX_BYTES = 64 * 1024
# Of quotes and lists in each other; a list in a list counts twice, as list and as item.
MAX_DEPTH = 20
# Calls of the parser's rules, and pairs of the blocks' tokens. 64 kB of a log full of markup take
# some forty thousand.
MAX_STEPS = 60_000
# Characters of HTML.
MAX_HTML = 6 * MAX_BYTES

# A page has its own headings above those of a message.
HEADINGS = {f"h{level}": f"h{min(level + 2, 6)}" for level in range(1, 7)}
LANGUAGE = re.compile(r"[A-Za-z0-9][A-Za-z0-9+#._-]{0,31}")
ALIGNMENT = re.compile(r"text-align:(left|center|right)")

# Without a name before the host: `https://bank.example@other.example` opens the other one.
SAFE_ADDRESS = re.compile(
    r"https?://(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?(?:[/?#].*)?"
    r"|mailto:[^/]+|tel:\+?[0-9().-]+",
    re.IGNORECASE | re.ASCII | re.DOTALL,
)
# Marks that end a sentence in scripts without blanks after them end an address too. Brackets belong
# to it in pairs.
IN_ADDRESS = rf"[^{INVISIBLE}<>()\[\]\"`|、。，．：；！？（）「」『』【】《》“”„«»…]"
ADDRESS = re.compile(
    rf"(?:[A-Za-z0-9._-]|(?![\x00-\x7f]){IN_ADDRESS}){{1,253}}+(?::[0-9]{{1,5}})?+(?![@\\])"
    rf"(?:[/?#](?:{IN_ADDRESS}|\({IN_ADDRESS}*+\)|\[{IN_ADDRESS}*+\])*+)?+"
)
AFTER_ADDRESS = ".,:;!?*_~'"
SCHEME = re.compile(r"(?<![A-Za-z0-9+.-])https?\Z", re.IGNORECASE)

# No new window: people choose that themselves, the way back stays, and nobody has to be warned.
LINK_RELATION = "noopener noreferrer nofollow ugc"
TAGS = {
    *("p", "br", "hr", "strong", "em", "s", "a", "code", "pre", "blockquote", "span"),
    *("ul", "ol", "li", *HEADINGS.values()),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
ALIGNMENTS = {"align": {"left", "center", "right"}}


class ComplexityError(Exception):
    """A text nests too deep or takes too long."""


class Note(NamedTuple):
    """A rendered note, and the ids of the agents whom it mentions."""

    html: str
    mentioned: list[int]


class Target(NamedTuple):
    """The part of a link in parentheses."""

    address: str
    title: str
    end: int


class Parser(MarkdownIt):
    """A parser whose links lead where everybody may be led, and show what was typed."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 - the library's name
        # The cleaner refuses what is no address, such as a name with a broken encoding.
        return bool(SAFE_ADDRESS.fullmatch(url)) and "href" in CLEANER.clean(
            f'<a href="{escape(url)}"></a>'
        )

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802 - the library's name
        # The library would show the letters that an encoded host stands for, and many look alike.
        return link


def count_inline_step(state: StateInline, silent: bool) -> bool:
    count_step(state)
    return False


def count_block_step(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    # The library drops what nests deeper than it allows.
    if state.level > MAX_DEPTH:
        raise ComplexityError
    count_step(state)
    return False


def count_blocks(state: StateCore) -> None:
    count_step(state, len(state.tokens) // 2)


def count_step(state: StateInline | StateBlock | StateCore, steps: int = 1) -> None:
    state.env["steps"] = state.env.get("steps", 0) + steps
    if state.env["steps"] > MAX_STEPS:
        raise ComplexityError


def push_link(state: StateInline, address: str, title: str = "") -> None:
    link = state.push("link_open", "a", 1)
    link.attrs = {"href": address, "title": title} if title else {"href": address}


def parse_bare_link(state: StateInline, silent: bool) -> bool:
    """Parse an address that stands in the text, at its colon."""
    if not state.src.startswith("://", state.pos):
        return False
    scheme = SCHEME.search(state.src[max(0, state.pos - 6) : state.pos])
    if not scheme or not (silent or state.pending.endswith(scheme[0])):
        return False
    found = ADDRESS.match(state.src, state.pos + 3, state.posMax)
    rest = found[0].rstrip(AFTER_ADDRESS) if found else ""
    if not rest:
        return False
    state.pos += 3 + len(rest)
    if silent:
        return True
    shown = f"{scheme[0]}://{rest}"
    address = state.md.normalizeLink(shown)
    if state.md.validateLink(address):
        state.pending = state.pending.removesuffix(scheme[0])
        push_link(state, address)
        state.push("text", "", 0).content = shown
        state.push("link_close", "a", -1)
    else:
        state.append_pending(f"://{rest}")
    return True


def parse_mention(state: StateInline, silent: bool) -> bool:
    """Parse the mention of an agent, where mentions are asked for."""
    mentioned = state.env.get("mentioned")
    if mentioned is None or not state.src.startswith("[@", state.pos):
        return False
    found = MENTION.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        mentioned.append(int(found["id"]))
        state.push("mention_open", "span", 1).attrs = {"class": "mention"}
        state.push("text", "", 0).content = name_in(found)
        state.push("mention_close", "span", -1)
    state.pos = found.end()
    return True


def parse_table(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Parse a table, unless a row has more cells than the header: the library drops those."""
    count = len(state.tokens)
    if not table(state, first, last, silent):
        return False
    if silent:
        return True
    columns = sum(token.type == "th_open" for token in state.tokens[count:])
    rows = (
        state.getLines(line, line + 1, state.blkIndent, False) for line in range(first, state.line)
    )
    if all(row.replace("\\|", "").strip(" \t|").count("|") < columns for row in rows):
        return True
    del state.tokens[count:]
    state.line = first
    return False


def parse_target(state: StateInline, start: int) -> Target | None:
    """Return the target that begins at this position, behind its parenthesis."""
    src, end = state.src, state.posMax
    position = skip_space(src, start, end)
    destination = state.md.helpers.parseLinkDestination(src, position, end)
    address = state.md.normalizeLink(destination.str) if destination.ok else ""
    if not state.md.validateLink(address):
        return None
    position = skip_space(src, destination.pos, end)
    title = ""
    if position > destination.pos:
        found = state.md.helpers.parseLinkTitle(src, position, end)
        if found.ok:
            title, position = found.str, skip_space(src, found.pos, end)
    if position >= end or src[position] != ")":
        return None
    return Target(address, title, position + 1)


def skip_space(src: str, position: int, end: int) -> int:
    while position < end and src[position] in " \t\n":
        position += 1
    return position


def parse_link(state: StateInline, silent: bool) -> bool:
    """Parse a link or an image with its address in parentheses, both as a link."""
    is_image = state.src.startswith("![", state.pos)
    if not is_image and state.src[state.pos] != "[":
        return False
    bracket = state.pos + is_image
    label_end = state.md.helpers.parseLinkLabel(state, bracket, not is_image)
    if label_end < 0 or not state.src.startswith("(", label_end + 1, state.posMax):
        return False
    target = parse_target(state, label_end + 2)
    if target is None:
        return False
    if not silent:
        end = state.posMax
        state.pos, state.posMax = bracket + 1, label_end
        push_link(state, target.address, target.title)
        state.linkLevel += 1
        state.md.inline.tokenize(state)
        state.linkLevel -= 1
        state.push("link_close", "a", -1)
        state.posMax = end
    state.pos = target.end
    return True


def tidy_links(tokens: list[Token]) -> list[Token]:
    """Return the tokens without links in links, and with an address where a link shows nothing."""
    tidied: list[Token] = []
    address: str | None = None
    depth, shows_something = 0, False
    for token in tokens:
        if token.type == "link_open":
            depth += 1
            if depth > 1:
                continue
            address, shows_something = str(token.attrGet("href")), False
        elif token.type == "link_close":
            depth -= 1
            if depth > 0:
                continue
            if not shows_something:
                tidied.append(Token("text", "", 0, content=address or ""))
        elif not is_invisible(token.content):
            shows_something = True
        tidied.append(token)
    return tidied


def adapt_tokens(state: StateCore) -> None:
    """Lower headings, keep what is no language in the first line of code, and tidy links."""
    for token in state.tokens:
        if token.type == "inline":
            token.children = tidy_links(token.children or [])
        elif token.type == "fence":
            info = token.info.strip()
            if info and not LANGUAGE.fullmatch(info):
                token.info, token.content = "", f"{info}\n{token.content}"
        elif token.tag in HEADINGS:
            token.tag = HEADINGS[token.tag]
        elif alignment := ALIGNMENT.fullmatch(str(token.attrs.pop("style", ""))):
            token.attrs["align"] = alignment[1]


def new_parser() -> Parser:
    # The library's own limit is beyond ours, for it would drop what is deeper.
    parser = Parser("js-default", {"breaks": True, "maxNesting": MAX_DEPTH + 3})
    parser.disable(["html_block", "html_inline", "image", "lheading", "linkify", "reference"])
    interrupting: RuleOptionsType = {"alt": ["paragraph", "blockquote", "list", "table"]}
    parser.block.ruler.before("table", "count_steps", count_block_step, interrupting)
    parser.inline.ruler.before("text", "count_steps", count_inline_step)
    parser.inline.ruler.before("newline", "bare_link", parse_bare_link)
    parser.block.ruler.at("table", parse_table, {"alt": ["paragraph", "reference"]})
    parser.inline.ruler.at("link", parse_link)
    parser.inline.ruler.before("link", "mention", parse_mention)
    parser.core.ruler.after("block", "count_blocks", count_blocks)
    parser.core.ruler.push("adapt_tokens", adapt_tokens)
    return parser


def filter_attribute(tag: str, name: str, value: str) -> str | None:
    """Return the value of an attribute, or None if it is not one that we make."""
    if name == "class" and tag == "span":
        return value if value == "mention" else None
    if name == "class":
        prefix, _, language = value.partition("-")
        return value if prefix == "language" and LANGUAGE.fullmatch(language) else None
    if name == "start":
        return value if value.isascii() and value.isdigit() and len(value) < 10 else None
    if name == "href":
        return value if SAFE_ADDRESS.fullmatch(value) else None
    return value


PARSER = new_parser()
CLEANER = nh3.Cleaner(
    tags=TAGS,
    clean_content_tags=set(),
    attributes={"a": {"href", "title"}, "code": {"class"}, "ol": {"start"}, "span": {"class"}},
    tag_attribute_values={"th": ALIGNMENTS, "td": ALIGNMENTS},
    attribute_filter=filter_attribute,
    url_schemes={"http", "https", "mailto", "tel"},
    url_relative="deny",
    link_rel=LINK_RELATION,
)


def render_plain(text: str) -> str:
    """Return a text as paragraphs, with all signs as they were typed."""
    paragraphs = re.split(r"\n\s*\n", tidy_text(text).strip("\n"))
    html = "".join(
        f"<p>{escape(paragraph, quote=False)}</p>\n".replace("\n", "<br>\n", paragraph.count("\n"))
        for paragraph in paragraphs
        if paragraph
    )
    return CLEANER.clean(html)


def render_markdown(text: str) -> str:
    """Return the Markdown of a message as HTML that is safe to show.

    See the module's text for what becomes plain paragraphs; no text is refused.
    """
    text = tidy_text(text)
    html = render(text, {})
    return render_plain(text) if html is None else html


def render_note(text: str) -> Note:
    """Return the Markdown of a note as HTML, and whom it mentions.

    In code nobody is mentioned. Of a text that becomes plain paragraphs, all of it counts.
    """
    text = tidy_text(text)
    mentioned: list[int] = []
    html = render(text, {"mentioned": mentioned})
    if html is None:
        html, mentioned = render_plain(flatten_mentions(text)), find_mentioned(text)
    return Note(html, list(dict.fromkeys(mentioned))[:MAX_MENTIONS])


def render(text: str, env: dict[str, Any]) -> str | None:
    """Return a tidied text as HTML; None for one that costs or becomes too much."""
    if len(text.encode()) > MAX_BYTES:
        return None
    try:
        html = PARSER.render(text, env)
    except ComplexityError:
        return None
    if len(html) <= MAX_HTML:
        html = CLEANER.clean(html)
    return html if len(html) <= MAX_HTML else None
