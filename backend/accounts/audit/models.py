"""Events of the installation's audit trail."""

from django.conf import settings
from django.db import models
from django.utils import timezone

NAME_MAX_LENGTH = 254


class AuditEvent(models.Model):
    """Something done to the installation's security, by whom, on what, and from where.

    Never changed, and deleted only when its time is over. No text of a ticket gets in here, so
    erasing a ticket need not look here.
    """

    class Action(models.TextChoices):
        """Things that people and programs do."""

        SIGNED_IN = "signed_in", "Signed in"
        SIGN_IN_FAILED = "sign_in_failed", "Failed to sign in"
        SIGN_IN_LOCKED = "sign_in_locked", "Locked out unknown devices"
        SIGNED_OUT = "signed_out", "Signed out"
        PROOF_FAILED = "proof_failed", "Failed to confirm who they are"
        SESSION_ENDED = "session_ended", "Ended a session"
        PASSWORD_CHANGED = "password_changed", "Changed a password"
        PASSWORD_RESET_REQUESTED = "password_reset_requested", "Asked for a new password"
        PASSWORD_RESET = "password_reset", "Chose a new password by a link"
        SECOND_FACTOR_ADDED = "second_factor_added", "Added a second factor"
        SECOND_FACTOR_REMOVED = "second_factor_removed", "Removed a second factor"
        RECOVERY_CODES_MADE = "recovery_codes_made", "Made recovery codes"
        RECOVERY_CODE_USED = "recovery_code_used", "Used a recovery code"
        PROVIDER_CONNECTED = "provider_connected", "Connected an identity provider"
        TOKEN_CREATED = "token_created", "Made an API token"
        TOKEN_REVOKED = "token_revoked", "Revoked an API token"
        AGENT_INVITED = "agent_invited", "Invited an agent"
        AGENT_CHANGED = "agent_changed", "Changed an agent's rights"
        AGENT_DELETED = "agent_deleted", "Deleted an agent"
        SETTINGS_CHANGED = "settings_changed", "Started with other settings"
        TICKETS_EXPORTED = "tickets_exported", "Exported tickets"
        TICKETS_IMPORTED = "tickets_imported", "Imported tickets"
        TICKETS_DELETED = "tickets_deleted", "Deleted tickets"
        TAG_CHANGED = "tag_changed", "Changed a tag"
        TAG_DELETED = "tag_deleted", "Deleted a tag"
        TAGS_MERGED = "tags_merged", "Merged tags"
        REQUESTER_EXPORTED = "requester_exported", "Exported a requester"
        REQUESTER_ERASED = "requester_erased", "Erased a requester"
        MAIL_FAILED = "mail_failed", "Could not send a mail"

    class ActorKind(models.TextChoices):
        """Kinds of those who do something."""

        AGENT = "agent", "Somebody signed in"
        PROGRAM = "program", "A program with an API token"
        STRANGER = "stranger", "Somebody not signed in"
        COMMAND = "command", "A command on the server"
        SYSTEM = "system", "The system itself"

    action = models.CharField(max_length=30, choices=Action)
    actor_kind = models.CharField(max_length=10, choices=ActorKind)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        # A checked key would lock the user's row with every event.
        db_constraint=False,
    )
    actor_name = models.CharField(
        max_length=NAME_MAX_LENGTH, blank=True, help_text="The e-mail address at the time."
    )
    target = models.CharField(
        max_length=NAME_MAX_LENGTH, blank=True, help_text="The account, token or file concerned."
    )
    details = models.JSONField(default=dict, help_text="Numbers and names; never a ticket's text.")
    address = models.CharField(max_length=45, blank=True, help_text="The network address.")
    user_agent = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        ordering = ("-id",)
        verbose_name = "audit event"
        indexes = (
            models.Index(fields=("action", "at"), name="audit_event_action"),
            models.Index(fields=("actor_name", "at"), name="audit_event_actor"),
        )

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_name or self.actor_kind}: {self.action}"
