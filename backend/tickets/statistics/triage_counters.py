"""How the database keeps count of the suggestions, and of what has become of them.

A suggestion that a ticket came of is compared with what the ticket has now, so that both tables
move the counts: that of the questions, and that of the tickets.
"""

from core.db.counter_tables import Counted, Part, SummaryTable, Watched, start_of

TABLE = "tickets_triagesummary"
SPANS = ("all", "day")
ASKED = ("created_at", "source", "cause", "latency_ms", "cost", "category", "priority")
TICKET = ("id", "category", "priority")

# Costs are added up as whole numbers of the smallest that is kept of one, so that taking a cost
# away leaves what was there before, on every database.
COST_DIGITS = 8
# Times are rounded, by 5 % at most, so that a day has few of them however much is asked: below a
# bound to a multiple of its step, and beyond the last (1,000 seconds) to that.
LATENCY_STEPS = [
    (bound * 10**digits, step * 10**digits)
    for digits in range(5)
    for bound, step in ((20, 1), (50, 2), (100, 5))
]

IS_ACCEPTED = " AND ".join(f"counted.{name} = counted.final_{name}" for name in TICKET[1:])
HAS_TICKET = "counted.final_category IS NOT NULL"


def rounded_latency() -> str:
    time = "CAST(counted.latency_ms AS bigint)"
    choices = " ".join(
        f"WHEN {time} < {bound} THEN ({time} + {step // 2}) / {step} * {step}"
        for bound, step in LATENCY_STEPS
    )
    return f"CAST(CASE {choices} ELSE {LATENCY_STEPS[-1][0]} END AS varchar(20))"


def when(condition: str, amount: str = "1") -> str:
    return f"CASE WHEN {condition} THEN {amount} END"


# What is counted: its subject and its result, and how much of it.
OUTCOMES = {
    "category": ("counted.category", "counted.final_category", when(HAS_TICKET)),
    "priority": ("counted.priority", "counted.final_priority", when(HAS_TICKET)),
    "offered": (
        "''",
        f"CASE WHEN {IS_ACCEPTED} THEN 'accepted' ELSE 'overridden' END",
        when(HAS_TICKET),
    ),
}
QUESTIONS = {
    "asked": ("counted.source", "counted.cause", "1"),
    "latency": ("''", rounded_latency(), when("counted.source = 'model'")),
    "priced": ("''", "''", when("counted.cost IS NOT NULL")),
    "cost": ("''", "''", f"CAST(ROUND(counted.cost * {10**COST_DIGITS}) AS bigint)"),
}


def counted(vendor: str, rows: str, measures: dict[str, tuple[str, str, str]]) -> Counted:
    return Counted(
        rows,
        [
            Part(
                (
                    f"'{span}'",
                    start_of(vendor, span, "counted.created_at"),
                    f"'{measure}'",
                    subject,
                    result,
                ),
                amount,
            )
            for span in SPANS
            for measure, (subject, result, amount) in measures.items()
        ],
    )


def one_of(vendor: str, table: str, condition: str) -> str:
    """What goes with a row that was changed, for a join.

    PostgreSQL keeps a trigger's plan. Without the limit it could keep one that reads the whole
    table, made for a statement that changed many rows, for those that change one.
    """
    if vendor == "postgresql":
        return f"LATERAL (SELECT * FROM {table} WHERE {condition} LIMIT 1) AS {table} ON true"
    return f"{table} ON {condition}"


def questions(vendor: str, rows: str, ticket: str) -> Counted:
    """Questions, each with what its ticket has."""
    asked = ", ".join(f"asked.{column}" for column in ASKED)
    return counted(
        vendor,
        f"SELECT {asked}, asked.step, tickets_ticket.category AS final_category, "
        f"tickets_ticket.priority AS final_priority FROM ({rows}) AS asked LEFT JOIN {ticket}",
        {**QUESTIONS, **OUTCOMES},
    )


def outcomes(vendor: str, rows: str, question: str) -> Counted:
    """Tickets, each with the question that it came of."""
    asked = ", ".join(f"tickets_classification.{column}" for column in ASKED)
    return counted(
        vendor,
        f"SELECT {asked}, ticket.step, ticket.category AS final_category, "
        f"ticket.priority AS final_priority FROM ({rows}) AS ticket JOIN {question}",
        OUTCOMES,
    )


def hold_tickets(changed: str) -> str:
    """Let nobody change the tickets of these questions until the transaction ends.

    Else one could change a ticket and another its question at the same moment, and neither would
    see, or count, what the other did. Before the lock on the counts, as those who change tickets
    have them in that order too.
    """
    return f"""
        PERFORM FROM tickets_ticket
        WHERE id = ANY (ARRAY(SELECT ticket_id FROM ({changed}) AS asked
                              WHERE ticket_id IS NOT NULL))
        ORDER BY id FOR NO KEY UPDATE;
    """


TICKET_OF_QUESTION = "tickets_ticket.id = asked.ticket_id"


def everything(vendor: str) -> Counted:
    return questions(
        vendor,
        "SELECT *, 1 AS step FROM tickets_classification",
        f"tickets_ticket ON {TICKET_OF_QUESTION}",
    )


def watched(vendor: str) -> list[Watched]:
    ticket = one_of(vendor, "tickets_ticket", TICKET_OF_QUESTION)
    question = one_of(
        vendor, "tickets_classification", "tickets_classification.ticket_id = ticket.id"
    )
    return [
        Watched(
            "tickets_classification",
            "tickets_triage_question",
            (*ASKED, "ticket_id"),
            lambda changed: questions(vendor, changed, ticket),
            hold_tickets,
        ),
        Watched(
            "tickets_ticket",
            "tickets_triage_ticket",
            TICKET,
            lambda changed: outcomes(vendor, changed, question),
        ),
    ]


SUMMARY = SummaryTable(
    TABLE,
    {
        "span": "varchar(5)",
        "start": "date",
        "measure": "varchar(8)",
        "subject": "varchar(20)",
        "result": "varchar(20)",
    },
    everything,
    watched,
)
