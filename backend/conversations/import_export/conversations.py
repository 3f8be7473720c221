"""Storing the messages of imported tickets, many at once."""

from collections.abc import Collection, Iterable

from conversations.import_export.line_reader import TicketLine
from conversations.markdown import render_markdown, render_note
from conversations.models import Kind, Message
from conversations.ticket_state import derive_columns
from core.text.mentions import flatten_mentions
from tickets.import_export.import_rows import Submissions
from tickets.models import Ticket
from tickets.search.search_texts import store_message_copies

# In one statement.
MESSAGES_AT_ONCE = 1_000


class Conversations(Submissions):
    """The messages of a batch's tickets."""

    def __init__(self, lines: Iterable[TicketLine]) -> None:
        self.messages = {
            line.import_key: [Message(**values) for values in line.messages] for line in lines
        }
        # Of those that were stored.
        self.count = 0

    def of(self, ticket: Ticket) -> list[Message]:
        return self.messages[str(ticket.import_key)]

    def begin(self, tickets: Collection[Ticket]) -> None:
        for ticket in tickets:
            messages = self.of(ticket)
            for message in messages:
                message.html = message.html or self.render(message)
            for name, value in derive_columns(ticket, messages).items():
                setattr(ticket, name, value)

    def render(self, message: Message) -> str:
        # The names are shown; the ids may be another installation's.
        is_note = message.kind == Kind.NOTE
        return render_note(message.text).html if is_note else render_markdown(message.text)

    def store(self, tickets: Collection[Ticket]) -> None:
        messages = []
        for ticket in tickets:
            for message in self.of(ticket):
                # It may have another one from a transaction that is repeated.
                message.pk = None
                message.ticket = ticket
                messages.append(message)
        Message.objects.bulk_create(messages, batch_size=MESSAGES_AT_ONCE)
        store_message_copies(
            (one.ticket_id, one.pk, flatten_mentions(one.text)) for one in messages
        )
        self.count = len(messages)
