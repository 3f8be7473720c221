"""Private links of tickets."""

from django.db import models


class PrivateLink(models.Model):
    """The private link by which a requester follows a ticket: at most one for each ticket.

    The token is not stored. It is derived from `nonce` and the server's secret key, so that the
    database alone gives no link away. It is recognised by its `digest`, so that links go on
    working when the secret key changes.
    """

    ticket = models.OneToOneField(
        "tickets.Ticket", on_delete=models.CASCADE, primary_key=True, related_name="private_link"
    )
    reference = models.CharField(
        max_length=11, help_text="What a requester calls the ticket by; tells of no other."
    )
    nonce = models.CharField(max_length=32, help_text="128 random bits.")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the token.")
    created_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, help_text="To the hour.")
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        # Unlike `unique=True`, without a second index, for patterns.
        constraints = (models.UniqueConstraint(fields=("digest",), name="request_link_digest"),)
        indexes = (models.Index(fields=("reference",), name="private_link_reference"),)

    def __str__(self) -> str:
        return self.reference
