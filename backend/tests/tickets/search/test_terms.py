"""The words and phrases of a search."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.text.folding import fold
from tests.support.shared_cases import read_cases
from tickets.search.terms import MAX_TERMS, split_terms


@pytest.mark.parametrize("case", read_cases("searchCases.json"), ids=lambda case: case["search"])
def test_searches_are_split_as_the_interface_splits_them(case):
    assert split_terms(case["search"]) == case["terms"]


@given(st.text(alphabet="ab\"'“”„«»「」@.<>,:# \t\u200b"))
def test_any_search_is_a_few_folded_terms(search):
    terms = split_terms(search)
    assert len(terms) == len(set(terms)) <= MAX_TERMS
    assert all(term and term == fold(term) for term in terms)
