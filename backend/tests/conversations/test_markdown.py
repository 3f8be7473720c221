"""Markdown of messages: shown as people mean it, harmless, complete, and in bounded time."""

import re
import time
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from conversations.markdown import CLEANER, MAX_HTML, render_markdown, render_plain
from core.text.tidy import tidy_text
from tests.conversations.vectors import SLOW, VECTORS

VOID = {"br", "hr"}
ATTRIBUTES = {
    "a": {"href", "title", "rel"},
    "code": {"class"},
    "ol": {"start"},
    "th": {"align"},
    "td": {"align"},
}
ELEMENTS = {
    *("p", "br", "hr", "strong", "em", "s", "a", "code", "pre", "blockquote", "ul", "ol", "li"),
    *("h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"),
}
ADDRESS = re.compile(r"(https?://[^/?#@\\]+([/?#]|$)|mailto:.|tel:[+0-9(])", re.IGNORECASE)
RELATION = "noopener noreferrer nofollow ugc"

# Pieces with a meaning in Markdown and HTML, put together at random.
PIECES = st.sampled_from(
    [
        *("*", "**", "_", "~~", "`", "```", "~~~\n", "[", "]", "(", ")", "](", "![", "<", ">", "|"),
        *("\n", "\n\n", "\n|-|\n", "- ", "1. ", "> ", "# ", "    ", "\t", "---\n", "\\", "&", ";"),
        *("&#106;", "&lt;", "&colon;", "&Tab;", "java", "script:", "javascript:", "vbscript:"),
        *("data:text/html,", "https://", "http://", "//", "a.example", "@", "mailto:", "tel:1"),
        *("<script>", "</p>", "<svg onload=alert(1)>", " onerror=", '"', "'", "title", "x", " "),
        *(
            "\u202e",
            "\u200b",
            "\x00",
            "\ud800",
            "é",
            "汉",
            "😀",
            "\u0301",
            "</a>",
            "<!--",
            "%",
            "#",
        ),
    ]
)
MARKUP = st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=200)


class Reader(HTMLParser):
    """Reads HTML, and fails unless it is well formed and made of what is allowed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ELEMENTS
        assert len(dict(attrs)) == len(attrs)
        for name, value in attrs:
            assert name in ATTRIBUTES.get(tag, ()), name
            if name == "href":
                assert value
                assert ADDRESS.match(value), value
                self.links.append(value)
            elif name == "rel":
                assert value == RELATION
        if tag == "a":
            assert "a" not in self.open, "a link in a link"
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(decl)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert not reader.open
    return reader


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Hello", "<p>Hello</p>"),
        ("one\ntwo", "<p>one<br>\ntwo</p>"),
        ("**a** *b* ~~c~~ `d`", "<p><strong>a</strong> <em>b</em> <s>c</s> <code>d</code></p>"),
        ("# a\n\n### b\n\n###### c", "<h3>a</h3>\n<h5>b</h5>\n<h6>c</h6>"),
        # Numbers of tickets and names of agents, also where a line starts.
        ("#123\n@Ada Lovelace: #7", "<p>#123<br>\n@Ada Lovelace: #7</p>"),
        ("> a\n> b", "<blockquote>\n<p>a<br>\nb</p>\n</blockquote>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("3. a", '<ol start="3">\n<li>a</li>\n</ol>'),
        ("---", "<hr>"),
        ("```py\nx < y\n```", '<pre><code class="language-py">x &lt; y\n</code></pre>'),
        ("```ls -la /\nx\n```", "<pre><code>ls -la /\nx\n</code></pre>"),
        (
            "|a|b|\n|-|-:|\n|c|d|",
            '<table>\n<thead>\n<tr>\n<th>a</th>\n<th align="right">b</th>\n</tr>\n</thead>\n'
            '<tbody>\n<tr>\n<td>c</td>\n<td align="right">d</td>\n</tr>\n</tbody>\n</table>',
        ),
        ("", ""),
        (" \n\n", ""),
    ],
)
def test_what_people_write_is_shown_as_they_mean_it(text: str, html: str) -> None:
    assert render_markdown(text).strip() == html


@pytest.mark.parametrize(
    "text",
    [
        "a line\n---- \nanother",
        "[ERROR]: timeout",
        "[1]: https://a.example",
        "handlers[name]()",
        "[x](/admin) [y](//a.example) [z](page)",
        "<b>bold</b> <!-- comment -->",
        "setup.py and www.a.example",
        "![alt][name]",
        "AT&T &c",
        "a|b\n-|-\nc|d|e",
        "|a|\n|-|\n|c|d|",
        "[a](https://xn--a.example 'b')",
    ],
)
def test_nothing_vanishes(text: str) -> None:
    html = render_markdown(text)
    assert "<h" not in html.replace("<hr>", "")
    shown = read(html).text.replace("\n", "")
    assert shown == text.replace("\n", "").replace("---- ", "")


@pytest.mark.parametrize(
    ("text", "address", "shown"),
    [
        ("https://a.example/b_c_(d)?e=f#g", "https://a.example/b_c_(d)?e=f#g", None),
        ("See https://a.example.", "https://a.example", None),
        ("(https://a.example/b)", "https://a.example/b", None),
        ("**https://a.example**", "https://a.example", None),
        ("参照https://a.example/b。次", "https://a.example/b", None),
        ("https://ü.example/é", "https://xn--tda.example/%C3%A9", "https://ü.example/é"),
        ("<https://xn--mller-kva.example>", "https://xn--mller-kva.example", None),
        ("[a](https://b.example)", "https://b.example", "a"),
        ("[](https://b.example)", "https://b.example", None),
        ("[\u200b](https://b.example)", "https://b.example", "\u200bhttps://b.example"),
        ("![a *b*](https://c.example/d.png)", "https://c.example/d.png", "a b"),
        ("![](https://c.example/d.png)", "https://c.example/d.png", None),
        ("[![a](https://b.example)](https://c.example)", "https://c.example", "a"),
        ("![[a](https://b.example)](https://c.example)", "https://c.example", "a"),
        ("[https://a.example](https://b.example)", "https://b.example", "https://a.example"),
        ("[<https://a.example>](https://b.example)", "https://b.example", "https://a.example"),
        ("<ada@a.example>", "mailto:ada@a.example", "ada@a.example"),
        ("[call](tel:+49-30-1)", "tel:+49-30-1", "call"),
        ("https://bank.example@other.example", None, None),
        ("[a](https://bank.example@other.example)", None, None),
        ("`https://a.example`", None, None),
        ("xhttps://a.example", None, None),
    ],
)
def test_links_lead_where_they_say(text: str, address: str | None, shown: str | None) -> None:
    html = render_markdown(text)
    assert read(html).links == ([address] if address else [])
    if address:
        assert f">{shown or address}</a>" in re.sub(r"</?em>", "", html)


def test_a_title_keeps_its_quotes() -> None:
    html = render_markdown("[a](https://b.example 'c \"onclick=d')")
    assert 'title="c &quot;onclick=d"' in html
    read(html)


@pytest.mark.parametrize("vector", VECTORS)
def test_no_attack_gets_through(vector: str) -> None:
    for text in (vector, f"a {vector} b", f"> - {vector}", f"|{vector}|b|\n|-|-|\n|{vector}|"):
        for html in (render_markdown(text), render_plain(text)):
            assert CLEANER.clean(html) == html
            for link in read(html).links:
                assert "script" not in link.split(":")[0].lower()


@given(MARKUP)
@example("[a](https://a.example\t'\x00')")
def test_whatever_is_typed_gives_clean_and_well_formed_html(text: str) -> None:
    for html in (render_markdown(text), render_plain(text)):
        assert CLEANER.clean(html) == html
        assert len(html) <= MAX_HTML
        read(html)


@given(st.lists(st.text("abcäöß汉字עברית😀 \u200d\u0301", min_size=1), max_size=5))
def test_words_stay_as_they_are(words: list[str]) -> None:
    text = " ".join(words)
    assert read(render_markdown(text)).text.split() == text.split()


@given(st.text())
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert read(render_plain(text)).text.split() == tidy_text(text).split()


@pytest.mark.parametrize(
    "text",
    [
        "שלום *עולם*",
        "\u202eabc\u202c",
        "a\u200bb\u200dc",
        "e\u0301\u0302" * 20,
        "👩‍👩‍👧‍👦🏳️‍🌈",
        "नमस्ते",
    ],
)
def test_all_scripts_are_kept(text: str) -> None:
    assert read(render_markdown(text)).text.strip() == text.replace("*", "")


@pytest.mark.parametrize("name", SLOW)
def test_no_text_takes_long_or_grows_without_bound(name: str) -> None:
    text = SLOW[name].encode()[: 64 * 1024].decode(errors="ignore")
    start = time.process_time()
    html = render_markdown(text)
    # A second on an idle machine; others use this one as well.
    assert time.process_time() - start < 3
    assert len(html) <= MAX_HTML
    read(html)


@pytest.mark.parametrize(
    "text", [">" * 21 + "last", "- " * 11 + "last", "> - " * 400 + "last", "last " * 20_000]
)
def test_a_text_that_is_too_complex_is_shown_as_it_was_typed(text: str) -> None:
    assert read(render_markdown(text)).text.split() == text.split()


def test_many_quotes_in_each_other_are_quotes() -> None:
    assert render_markdown(">" * 20 + "last").count("<blockquote>") == 20


def test_a_long_report_is_markdown_still() -> None:
    line = "2026-11-29 10:00:00 [worker-1] <a_b> *x* `y`: https://a.example/b?c=d&e=f [31m\n"
    html = render_markdown(line * (64 * 1024 // len(line)))
    assert html.count("<em>x</em>") == 64 * 1024 // len(line)


def test_threads_render_at_the_same_time() -> None:
    texts = [f"**{number}** https://a.example/{number}" for number in range(200)]
    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(render_markdown, texts))
    assert results == [render_markdown(text) for text in texts]
