"""The requests of conversations that are measured."""

from bench.cases import (
    API,
    LONG_THREAD_PATH,
    PLAIN_API,
    PLAIN_OFFSET,
    PULSE,
    PULSE_TICKET,
    THREAD_PAGE,
    Case,
    DatabaseFacts,
    MakeCall,
    get,
    pulse_path,
    read_case,
    search_case,
    ticket_number,
)
from bench.client import Call
from bench.conversations.generated import COMMON_IN_MESSAGE, PAIR, RARE_IN_MESSAGE
from bench.generated_tickets import ABSENT

PLAIN_MESSAGES = "/bench/plain/messages/"
PLAIN_PULSE = "/bench/plain/pulse/"
MESSAGES_API = "/api/messages/"
# Other tickets than those that the changes of fields are measured with.
REPLY_OFFSET, NOTE_OFFSET, UNDO_OFFSET = 1_000, 2_000, 3_000


def message_call(api: str, ticket: int, kind: str, repetition: int) -> Call:
    text = (
        f"Thank you for waiting, this is number {repetition}.\n\n"
        "We have **found the second charge**, and it goes back to your card:\n\n"
        "- it takes two days,\n- you need not do anything.\n\n"
    )
    return Call("POST", f"{api}{ticket}/messages/", {"kind": kind, "text": text}, expected=201)


def write_case(name: str, kind: str, offset: int) -> Case:
    def write(api: str, position: int) -> MakeCall:
        return lambda facts, repetition: message_call(
            api, ticket_number(facts, repetition + position), kind, repetition
        )

    product, plain = (
        write(api, offset + moved) for api, moved in ((API, 0), (PLAIN_API, PLAIN_OFFSET))
    )
    return Case(name, product, plain, is_target=True)


def undo_case() -> Case:
    def undo(api: str, messages: str, position: int) -> MakeCall:
        def call(facts: DatabaseFacts, repetition: int) -> Call:
            ticket = ticket_number(facts, repetition + position)
            reply = message_call(api, ticket, "reply", repetition)
            return Call("POST", f"{messages}{{id}}/undo/", {}, after=reply)

        return call

    return Case(
        "undo of a reply",
        undo(API, MESSAGES_API, UNDO_OFFSET),
        undo(PLAIN_API, PLAIN_MESSAGES, UNDO_OFFSET + PLAIN_OFFSET),
        is_target=True,
    )


def page_of_thread(facts: DatabaseFacts, repetition: int) -> Call:
    return Call("GET", facts.thread_page)


def threads() -> list[Case]:
    return [
        read_case("thread, first page", LONG_THREAD_PATH.removeprefix(API), is_target=True),
        Case(
            f"thread, page {THREAD_PAGE}",
            page_of_thread,
            get(f"{PLAIN_API}{LONG_THREAD_PATH.removeprefix(API)}?page={THREAD_PAGE}"),
            is_target=True,
        ),
        Case(
            "thread, short",
            lambda facts, number: Call("GET", f"{API}{ticket_number(facts, number)}/messages/"),
            lambda facts, number: Call(
                "GET", f"{PLAIN_API}{ticket_number(facts, number)}/messages/"
            ),
            is_target=True,
        ),
    ]


def lists() -> list[Case]:
    return [
        read_case("list, awaiting an agent", "?awaiting=agent", is_target=True),
        read_case("list, awaiting and high", "?awaiting=agent&priority=high", is_target=True),
        read_case(
            "list, awaiting and requester",
            "?awaiting=agent&awaiting=requester&requester=person1@example.com",
            is_target=True,
        ),
    ]


def searches() -> list[Case]:
    common_and_rare = f"{COMMON_IN_MESSAGE} {RARE_IN_MESSAGE}"
    return [
        search_case("search, rare in a message", RARE_IN_MESSAGE, is_target=True),
        search_case("search, common in messages", COMMON_IN_MESSAGE, is_target=True),
        search_case("search, in two messages", " ".join(PAIR), is_target=True),
        search_case("search, in two messages, one common", common_and_rare, is_target=True),
        search_case("search, absent in two messages", f"{PAIR[0]} {ABSENT}", is_target=True),
        search_case(
            "search, rare in a message, closed", RARE_IN_MESSAGE, "&status=closed", is_target=True
        ),
    ]


def pulses() -> list[Case]:
    """Return the cases of the agents' regular requests; those without news before any write."""
    return [
        Case(
            "pulse, nothing new",
            lambda facts, repetition: Call(
                "GET",
                pulse_path(facts),
                headers={"If-None-Match": facts.etags[PULSE]},
                expected=304,
            ),
            is_target=True,
            needs_pulse=True,
        )
    ]


def pulses_with_news() -> list[Case]:
    def pulse_after_a_note(facts: DatabaseFacts, repetition: int) -> Call:
        ticket = ticket_number(facts, repetition + NOTE_OFFSET)
        note = message_call(API, ticket, "note", repetition)
        return Call("GET", pulse_path(facts), after=note)

    return [
        Case(
            "pulse, with news",
            pulse_after_a_note,
            get(f"{PLAIN_PULSE}?ticket={PULSE_TICKET}"),
            is_target=True,
            needs_pulse=True,
        )
    ]


def writes() -> list[Case]:
    return [
        write_case("reply", "reply", REPLY_OFFSET),
        write_case("note", "note", NOTE_OFFSET),
        undo_case(),
        *pulses_with_news(),
    ]
