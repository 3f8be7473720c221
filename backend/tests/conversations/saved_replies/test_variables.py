"""Variables, and the escaping of what strangers wrote."""

import html
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from conversations.markdown import render_markdown
from conversations.saved_replies.models import SavedReply
from conversations.saved_replies.variables import Subject, escape, fill_in, find_problem
from core.text.tidy import tidy_line
from people.models import Requester
from tickets.models import Ticket


def fill(text, agent="Grace Hopper", requester=None, **values):
    ticket = Ticket(pk=1042, requester=requester, **{"title": "Charged twice", **values})
    return fill_in(SavedReply(text=text), Subject(ticket, agent))


def shown(rendered):
    return html.unescape(re.sub(r"<[^>]*>", "", rendered)).strip()


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("Hello {{requester.name}}", "Hello Ada Lovelace"),
        ("Hello {{ requester.first_name | there }}!", "Hello Ada!"),
        ("{{\trequester.first_name|there}}", "Ada"),
        ("#{{ticket.number}}: {{ticket.title}}", "#1042: Charged twice"),
        ("{{agent.name}}", "Grace Hopper"),
        (r"\{{requester.name}} and { {x} }", r"\{{requester.name}} and { {x} }"),
        ("{{{requester.name}}}", "{Ada Lovelace}"),
    ],
)
def test_values(text, filled):
    assert find_problem(text) is None
    assert fill(text, requester_name="Ada Lovelace") == filled


@pytest.mark.parametrize("name", ["", "ada@example.com"])
def test_without_a_value_there_is_the_fallback(name):
    assert fill("Hi {{requester.name | *there*|you}}", requester_name=name) == "Hi *there*|you"
    assert fill("Hi {{requester.first_name}}.", requester_name=name) == "Hi ."
    assert fill("{{agent.name | Your team}}", agent=name) == "Your team"


@pytest.mark.parametrize(
    ("name", "first"),
    [("Ada Lovelace", "Ada"), ("Lovelace, Ada", "Ada"), ("Ada", "Ada"), ("Ada,", "Ada")],
)
def test_the_first_name(name, first):
    assert fill("{{requester.first_name}}", requester_name=name) == first


def test_the_requester_is_called_as_we_know_them_now():
    known = Requester(name="Ada King")
    assert fill("{{requester.name}}", requester=known, requester_name="Ada") == "Ada King"
    assert fill("{{requester.name}}", requester=Requester(), requester_name="Ada") == "Ada"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{{customer.name}}", "“customer.name”"),
        ("{{}}", "“”"),
        ("{{Requester.name}}", "“Requester.name”"),
        ("{{requester.name", "without"),
        ("{{requester.name}", "without"),
        ("{{requester.name\n}}", "without"),
        ("{{requester.name | {{agent.name}}}}", "without"),
    ],
)
def test_what_is_no_variable_is_told_with_those_that_are(text, told):
    problem = find_problem(text) or ""
    assert told in problem
    assert "requester.first_name" in problem


TEMPLATES = [
    "{}",
    "Hello {}!",
    "Hello {}, yes",
    "a\n{}\nb",
    "> {}",
    "- {}",
    "1{}",
    "x [a]{}",
    "https{}",
    "https:{}",
    "a|b\n{}\nc",
    "a|b\n-|-\n{}|c",
]
SIGNS = "\\`*_{}[]()#+-.!|<>~&:/=\"'1a 2,;$%^@? http://example.com &amp; &#35; ~~~ ---\u00e4"


@given(
    st.one_of(st.text(st.sampled_from(SIGNS), max_size=25), st.text(max_size=25)),
    st.sampled_from(TEMPLATES),
)
@example("![x](http://example.com)", "{}")
@example("1. a", "{}")
@example(". a", "1{}")
@example("(http://example.com)", "x [a]{}")
@example("://example.com", "https{}")
@example("//example.com", "https:{}")
@example("<http://example.com>", "{}")
@example("&lt;", "Hello {}!")
@example("_a_ __b__ snake_case", "Hello {}!")
@example("C:\\Temp\\", "a|b\n-|-\n{}|c")
@example("-|-", "a|b\n{}\nc")
@example(":-", "|a|\n{}\nc")
def test_a_value_is_shown_as_it_is_and_nothing_else(value, template):
    line = " ".join(tidy_line(value).split())
    if not line:
        return
    placeholder = "placeholder"
    expected = render_markdown(template.replace("{}", placeholder))
    rendered = render_markdown(template.replace("{}", escape(line)))
    tags = re.compile(r"<[^>]*>")
    assert tags.findall(rendered) == tags.findall(expected)
    assert shown(rendered) == shown(expected).replace(placeholder, line).strip()
