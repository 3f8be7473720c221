"""Mail: whether the server takes a connection, TLS and our account, and a message if asked to."""

import smtplib
import ssl
from collections.abc import Iterator

from django.conf import settings
from django.core.mail import EmailMessage

from core.installation.findings import Finding, Subject
from core.smtp import EmailBackend

subject = Subject("Mail")
LOCAL_HOSTS = ("localhost", "127.0.0.1", "::1")
TLS_PORT = 465


def check(send_to: str | None) -> Iterator[Finding]:
    if not settings.EMAIL_HOST:
        text = "EMAIL_HOST is not set: no mail is sent, and `invite_agent` prints its link"
        yield subject.problem(text) if send_to else subject.warning(text)
        return
    place = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    backend = EmailBackend()
    try:
        backend.try_connection()
        yield subject.ok(f"{place} takes our connection{way()}")
        if send_to:
            message = EmailMessage(
                "TicketFlow can send mail", "This is the message that was asked for.", to=[send_to]
            )
            backend.send_messages([message])
            yield subject.ok(f"{place} has taken a message to {send_to}")
    except (OSError, ValueError) as error:
        yield subject.problem(f"{place} fails: {explain(error)}")
    yield from check_settings()


def way() -> str:
    tls = " with STARTTLS" if settings.EMAIL_USE_TLS else " over TLS"
    if not (settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL):
        tls = " without TLS"
    return f"{tls}, and our account" if settings.EMAIL_HOST_USER else tls


def check_settings() -> Iterator[Finding]:
    is_plain = not (settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL)
    if is_plain and settings.EMAIL_HOST not in LOCAL_HOSTS:
        yield subject.warning("links to accounts travel unencrypted: set EMAIL_SECURITY=starttls")
    if settings.DEFAULT_FROM_EMAIL.endswith("@localhost>"):
        yield subject.warning("set EMAIL_FROM to an address that your server may send from")


def explain(error: Exception) -> str:
    """Return the remedy, or the server's own words; never our password, which it does not get."""
    match error:
        case smtplib.SMTPAuthenticationError():
            return f"it refuses EMAIL_USER and EMAIL_PASSWORD ({words(error)})"
        case smtplib.SMTPSenderRefused():
            return f"it refuses the sender EMAIL_FROM ({words(error)})"
        case smtplib.SMTPRecipientsRefused():
            code, text = next(iter(error.recipients.values()))
            return f"it refuses the recipient ({one_line(code, text)})"
        case smtplib.SMTPNotSupportedError():
            return f"{error} Set EMAIL_SECURITY to tls or none, or leave EMAIL_USER out"
        case smtplib.SMTPResponseException() if error.smtp_code > 0:
            return words(error)
        case ssl.SSLCertVerificationError():
            why = error.verify_message
            return f"its certificate is not valid ({why}): set EMAIL_HOST to the name in it"
        case ssl.SSLError():
            meant = "tls" if settings.EMAIL_PORT == TLS_PORT else "starttls"
            return f"it does not speak TLS like this: set EMAIL_SECURITY={meant}"
        case smtplib.SMTPServerDisconnected() | TimeoutError() if (
            settings.EMAIL_PORT == TLS_PORT and not settings.EMAIL_USE_SSL
        ):
            return "on this port it expects TLS from the start: set EMAIL_SECURITY=tls"
        case _:
            reason = " ".join(str(error).split()) or type(error).__name__
            return f"check EMAIL_HOST, EMAIL_PORT and EMAIL_SECURITY ({reason})"


def words(error: smtplib.SMTPResponseException) -> str:
    return one_line(error.smtp_code, error.smtp_error)


def one_line(code: int, text: bytes | str) -> str:
    """Return a reply without what would change a terminal."""
    shown = text.decode(errors="replace") if isinstance(text, bytes) else text
    return "".join(c if c.isprintable() else " " for c in f"{code} {shown}")[:200]
