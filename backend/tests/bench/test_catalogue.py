"""Every target has a plain counterpart, and the recorded figures are of measured requests."""

from bench.catalogue import API, PLAIN_API, DatabaseFacts, catalogue
from bench.targets import MIN_TIMES_FASTER, REFERENCE

FACTS = DatabaseFacts(
    tickets=10_000,
    deep_pages={100: f"{API}?cursor=x"},
    etags={API: "x", f"{API}stats/?period=30d": "x"},
)


def test_each_case_has_a_name_of_its_own():
    names = [case.name for case in catalogue()]
    assert len(set(names)) == len(names)


def test_every_target_is_compared_with_the_plain_implementation():
    assert [case.name for case in catalogue() if case.is_target and case.plain is None] == []


def test_both_implementations_are_asked_the_same():
    for case in catalogue():
        call = case.call(FACTS, 7)
        assert call.path.startswith(API)
        if case.plain is None:
            continue
        plain = case.plain(FACTS, 7)
        assert (plain.method, plain.body, plain.expected) == (
            call.method,
            call.body,
            call.expected,
        )
        is_deep_page = "cursor" in call.path
        if call.method != "PATCH" and not is_deep_page:
            assert plain.path.removeprefix(PLAIN_API) == call.path.removeprefix(API)


def test_the_implementations_change_different_tickets():
    for case in catalogue():
        if case.plain is not None and case.call(FACTS, 7).method == "PATCH":
            changed = {case.call(FACTS, number).path.removeprefix(API) for number in range(1_000)}
            plain = {
                case.plain(FACTS, number).path.removeprefix(PLAIN_API) for number in range(1_000)
            }
            assert not changed & plain


def test_the_reference_figures_are_of_measured_targets():
    targets = {case.name for case in catalogue() if case.is_target}
    for figures in REFERENCE.values():
        assert figures.keys() == MIN_TIMES_FASTER.keys() <= targets
