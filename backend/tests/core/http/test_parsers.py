"""JSON that is accepted, and JSON that is refused."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.http.parsers import MAX_DEPTH, UnreadableJSONError, read_json

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda children: (
        st.lists(children, max_size=3) | st.dictionaries(st.text('ab\\"[{]}'), children, max_size=3)
    ),
    max_leaves=12,
)


def measure_depth(value):
    if isinstance(value, dict):
        return 1 + max(map(measure_depth, value.values()), default=0)
    if isinstance(value, list):
        return 1 + max(map(measure_depth, value), default=0)
    return 0


@given(value=values, is_ascii=st.booleans(), levels=st.integers(0, MAX_DEPTH))
def test_json_that_is_not_too_deep_is_read_unchanged(value, is_ascii, levels):
    for _ in range(levels):
        value = [value, ']}[{"']
    body = json.dumps(value, ensure_ascii=is_ascii).encode()
    if measure_depth(value) <= MAX_DEPTH:
        assert read_json(body) == value
    else:
        with pytest.raises(UnreadableJSONError):
            read_json(body)


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"],
)
def test_json_may_be_in_any_unicode(encoding):
    value = {"title": "Grüße \U0001f600", "list": [1]}
    for text in (
        json.dumps(value),
        json.dumps(value, ensure_ascii=False),
        json.dumps(value) + "\r\n",
    ):
        assert read_json(text.encode(encoding)) == value


@pytest.mark.parametrize(
    "text",
    [
        '{"a": 1, "a": 1}',
        '{"a": {"b": 1, "\\u0062": 2}}',
        "NaN",
        "[Infinity]",
        "[-Infinity]",
        "[" * 10_000 + "]" * 10_000,
        '{"a":' * 10_000 + "1" + "}" * 10_000,
        "[" * 200_000,
        "1" * 5_000,
        "\ufeff\ufeff{}",
        "\ufeff",
    ],
)
def test_unreadable_json(text):
    with pytest.raises(ValueError, match=r"."):
        read_json(text.encode())


@pytest.mark.parametrize("text", ['"' + '\\"' * 60_000, "[" * 11 + '"' * 120_000, '"\\' * 60_000])
def test_a_long_body_takes_no_longer_than_its_length(text):
    started = time.process_time()
    with pytest.raises(ValueError, match=r"."):
        read_json(("[" * 10 + text + "[").encode())
    assert time.process_time() - started < 1
