"""Variables of saved replies are filled in once, and mistakes in them are seen."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.variables import NAMES, fill_variables, unknown_variables

VALUES = {
    "requester.name": "Grace Hopper",
    "requester.first_name": "Grace",
    "ticket.number": "1042",
    "ticket.title": "No \\1 invoice",
    "agent.name": "Ada Lovelace",
    "agent.first_name": "Ada",
}


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("Hello {{requester.name}},", "Hello Grace Hopper,"),
        ("{{ requester.first_name }}{{\tagent.first_name}}", "GraceAda"),
        ("#{{ticket.number}}: {{ticket.title}}", "#1042: No \\1 invoice"),
        ("Hello {{requester.name | there}}", "Hello Grace Hopper"),
        ("{{{agent.name}}}", "{Ada Lovelace}"),
        ("nothing to fill: { {agent.name} } }}{{", "nothing to fill: { {agent.name} } }}{{"),
        ("", ""),
    ],
)
def test_variables_become_their_values(text: str, filled: str) -> None:
    assert fill_variables(text, VALUES) == filled
    assert unknown_variables(text) == []


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("Hello {{requester.name | there}}", "Hello there"),
        ("Hello {{requester.name|dear all }}", "Hello dear all"),
        ("Hello {{requester.name|a|b}}", "Hello a|b"),
        ("Hello{{requester.name|}}", "Hello"),
        ("Hello{{requester.name}}", "Hello"),
    ],
)
@pytest.mark.parametrize("values", [{}, {"requester.name": ""}, {"requester.name": " \n"}])
def test_without_a_value_the_fallback_is_taken(
    text: str, filled: str, values: dict[str, str]
) -> None:
    assert fill_variables(text, values) == filled


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("{{requester.email}}", ["requester.email"]),
        ("{{ b | c }} {{a}} {{b}}", ["b", "a"]),
        ("{{Requester.Name}}", ["Requester.Name"]),
        ("{{requester name}} {{agent.name}}", ["requester name"]),
        ("{{ }} {{}}", []),
        ("{{agent.name\n}}", []),
    ],
)
def test_unknown_names_are_left_and_reported(text: str, unknown: list[str]) -> None:
    assert unknown_variables(text) == unknown
    assert fill_variables(text, {}) == text.replace("{{agent.name}}", "")


def test_a_value_is_not_filled_in_itself() -> None:
    values = {**VALUES, "requester.name": "{{agent.name}}"}
    assert fill_variables("{{requester.name}}", values) == "{{agent.name}}"
    values = {**VALUES, "requester.name": "{{agent", "agent.name": ".name}}"}
    assert fill_variables("{{requester.name}}{{agent.name}}", values) == "{{agent.name}}"


@given(st.text(), st.sampled_from(sorted(NAMES)), st.text("ab{}| \n"))
def test_other_text_stays_as_it_is(before: str, name: str, after: str) -> None:
    before = before.replace("{", "")
    text = f"{before}{{{{{name}}}}}"
    assert fill_variables(text, VALUES) == before + VALUES[name]
    assert fill_variables(after, VALUES) == after


@pytest.mark.parametrize(
    "unit", ["{", "{{", "{{a|", "{{a", "{{ ", " ", "}", "{{a}}", "a|", "{{\t|\t"]
)
def test_no_text_takes_long(unit: str) -> None:
    for text in (unit * (1_000_000 // len(unit)), "{{" + unit * (1_000_000 // len(unit))):
        start = time.process_time()
        fill_variables(text, VALUES)
        unknown_variables(text)
        assert time.process_time() - start < 5
