"""The texts of tickets in the form in which they are searched."""

from django.db import models


class SearchText(models.Model):
    """A text by which a ticket is found, in the folded form (`core/text/folding.py`).

    A table of its own, so that a change of a ticket's status writes no index of words. On
    PostgreSQL an index of trigrams finds parts of words; the model does not know it, because not
    every database has the extension. The database deletes the rows of a deleted ticket by itself.
    """

    class Source(models.TextChoices):
        TICKET = "ticket", "Title and description"
        REQUESTER = "requester", "Requester's name and address"
        MESSAGE = "message", "Message"

    ticket = models.ForeignKey(
        "tickets.Ticket", on_delete=models.CASCADE, related_name="search_texts"
    )
    source = models.CharField(max_length=9, choices=Source)
    # A number alone: messages belong to an app above this one.
    message_id = models.BigIntegerField(null=True, help_text="Of the message that it is a copy of.")
    text = models.TextField()

    def __str__(self) -> str:
        return f"#{self.ticket_id}, {self.source}"
