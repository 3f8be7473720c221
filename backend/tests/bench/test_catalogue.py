"""Every target has a plain counterpart, and the recorded figures are of measured requests."""

from bench.cases import API, PULSE, DatabaseFacts
from bench.catalogue import catalogue
from bench.client import Call
from bench.request_timing import call_as_data, measurable_cases
from bench.targets import MIN_TIMES_FASTER, REFERENCE

FACTS = DatabaseFacts(
    tickets=10_000,
    deep_pages={100: f"{API}?cursor=x"},
    etags={API: "x", f"{API}stats/?period=30d": "x", PULSE: "x"},
    thread_page=f"{API}1/messages/?cursor=x",
    has_pulse=True,
    pulse_cursor="x",
)
# Written again with the plain implementation, whose answers have no ETags, it would be nothing.
WITHOUT_PLAIN = ["pulse, nothing new"]


def as_plain(path: str) -> str:
    return path.replace("/api/", "/bench/plain/", 1)


def test_each_case_has_a_name_of_its_own():
    names = [case.name for case in catalogue()]
    assert len(set(names)) == len(names)


def test_every_target_is_compared_with_the_plain_implementation():
    missing = [case.name for case in catalogue() if case.is_target and case.plain is None]
    assert missing == WITHOUT_PLAIN


def test_both_implementations_are_asked_the_same():
    for case in catalogue():
        call = case.call(FACTS, 7)
        assert call.path.startswith("/api/")
        if case.plain is None:
            continue
        plain = case.plain(FACTS, 7)
        assert (plain.method, plain.body, plain.expected) == (
            call.method,
            call.body,
            call.expected,
        )
        if call.method == "GET" and "cursor" not in call.path:
            assert plain.path == as_plain(call.path)


def test_the_implementations_write_to_different_tickets():
    # The next ticket is another one for whoever asks.
    takes_next = f"{API}next/"

    def written(make_call):
        calls = [make_call(FACTS, number) for number in range(1_000)]
        return {(call.after or call).path.split("tickets/")[1].split("/")[0] for call in calls}

    names = []
    for case in catalogue():
        if case.plain is None or case.call(FACTS, 7).path in (API, takes_next):
            continue
        if case.plain(FACTS, 7).method != "GET":
            names.append(case.name)
            assert not written(case.call) & written(case.plain), case.name
    assert {"change, status", "reply", "note", "undo of a reply"} <= set(names)


def test_the_long_thread_is_written_by_nobody():
    for case in catalogue():
        for number in range(1, 200):
            call = case.call(FACTS, number)
            for one in (call, call.after):
                assert one is None or one.method == "GET" or "/tickets/1/" not in one.path


def test_what_needs_the_pulse_is_left_out_where_there_is_none():
    lines: list[str] = []
    names = {case.name for case in measurable_cases(DatabaseFacts(10_000), lines.append)}
    assert "list, first page" in names
    assert not any("pulse" in name for name in names)
    assert lines == [
        "  pulse, nothing new: skipped, there is no /api/pulse/",
        "  pulse, with news: skipped, there is no /api/pulse/",
    ]
    assert len(measurable_cases(FACTS, lines.append)) == len(names) + 2


def test_a_call_may_follow_another_ones_answer():
    reply = Call("POST", "/api/tickets/7/messages/", {"kind": "reply"}, expected=201)
    undo = Call("POST", "/api/messages/{id}/undo/", {}, after=reply)
    assert undo.with_answer({"id": 12}).path == "/api/messages/12/undo/"
    assert undo.with_answer({"id": 12}).after is None
    assert call_as_data(undo)["after"]["path"] == reply.path


def test_the_reference_figures_are_of_measured_targets():
    targets = {case.name for case in catalogue() if case.is_target}
    for figures in REFERENCE.values():
        assert figures.keys() == MIN_TIMES_FASTER.keys() <= targets
