"""E-mail about accounts: sent after the answer, or at once by those who need to know."""

import smtplib
from collections.abc import Callable
from functools import partial

from django.conf import settings
from django.core.mail import EmailMessage

from accounts.audit.record import Action, ActorKind, record
from core.db.outages import is_transient
from core.jobs import Job, perform_after_commit

# Django's backends that send nothing.
BACKENDS_WITHOUT_DELIVERY = ("dummy", "console")


def can_send_email() -> bool:
    return settings.EMAIL_BACKEND.split(".")[-2] not in BACKENDS_WITHOUT_DELIVERY


def is_temporary(error: Exception) -> bool:
    """Return true if the mail server, or the database, may be back in a while."""
    if isinstance(error, smtplib.SMTPResponseException):
        # A reply that is none has the code -1.
        return error.smtp_code < 500
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code < 500 for code, _ in error.recipients.values())
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return False
    return isinstance(error, OSError) or is_transient(error)


def explain_failure(error: OSError) -> str:
    """Return the reason why a mail was not sent, without what the server said."""
    match error:
        case smtplib.SMTPAuthenticationError():
            return "The mail server refused our name or password."
        case smtplib.SMTPRecipientsRefused():
            return "The mail server refused the address."
        case smtplib.SMTPResponseException(smtp_code=code):
            return f"The mail server refused the mail ({code})."
        case TimeoutError():
            return "The mail server took too long."
    return "The mail server could not be reached."


def record_failure(template: str, email: str, error: Exception) -> None:
    """Record that a mail was not sent, without its text and its links."""
    record(
        Action.MAIL_FAILED,
        actor_kind=ActorKind.SYSTEM,
        target=email,
        template=template,
        cause=type(error).__name__,
    )


def send_after_commit(template: str, email: str, compose: Callable[[], EmailMessage]) -> None:
    """Compose and send a mail after the answer, so that no answer depends on the mail server."""
    perform_after_commit(
        Job(
            name=f"the mail {template}",
            run=lambda: compose().send(),
            may_retry=is_temporary,
            on_failure=partial(record_failure, template, email),
        )
    )
