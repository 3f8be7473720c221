from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from tickets.llm_service import check, is_configured
from tickets.triage.address import DEFAULT_ADDRESS
from tickets.triage.answer_parser import UnusableAnswerError
from tickets.triage.failures import message_of, status_of
from tickets.triage.model_call import ModelCall, Request, read_answer
from tickets.triage.model_result import Cause
from tickets.triage.server_words import hide_secrets, showable, showable_url

SAMPLE = "I was charged twice for the March invoice, please refund one of the payments."


class Command(BaseCommand):
    help = (
        "Ask the configured model once, about a sample, and show the address, what was asked for, "
        "the time and what the server answered, never the key. Stores no ticket and counts "
        "nowhere, but the call may cost money."
    )
    # The model may be what is wrong, whatever the database says.
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        self.show("Address", showable_url(settings.LLM_BASE_URL or DEFAULT_ADDRESS))
        self.show("Model", hide_secrets(settings.LLM_MODEL))
        self.show("Time", f"at most {settings.LLM_TIMEOUT:g} s (LLM_TIMEOUT)")
        if not is_configured():
            raise CommandError("No model is configured: set LLM_API_KEY, for instance in .env.")
        result, call = check(SAMPLE)
        if call.proxy:
            self.show("Proxy", showable_url(call.proxy.url))
        self.stdout.write(f"Question: {SAMPLE}")
        self.show_requests(call)
        if result.cause:
            label = Cause(result.cause).label
            raise CommandError(f"{label} ({result.cause}). {result.remedy}".strip())
        self.stdout.write(
            self.style.SUCCESS(
                f"The model answers: {result.category}, {result.priority}, after "
                f"{result.latency_ms / 1_000:.2f} s in {len(call.requests)} request"
                f"{'' if len(call.requests) == 1 else 's'}."
            )
        )
        if result.reason:
            self.show("Reason", showable(result.reason))
        if len(call.requests) > 1:
            self.stdout.write("What worked is remembered: the next calls begin with it.")

    def show(self, name: str, value: str) -> None:
        self.stdout.write(f"{name + ':':<9} {value}")

    def show_requests(self, call: ModelCall) -> None:
        url = ""
        for number, request in enumerate(call.requests, start=1):
            if request.url != url:
                url = request.url
                self.stdout.write(f"POST {showable_url(url)}")
            self.stdout.write(f"{number:>3}. {request.features.describe()}")
            self.stdout.write(f"     {request.seconds:.2f} s: {outcome_of(request)}")


def outcome_of(request: Request) -> str:
    """Return what became of a request, mostly in the server's own words."""
    if request.completion is None:
        error = request.error
        if error is None or not isinstance(error, Exception):
            return "no answer in time"
        status = status_of(error)
        name = type(error).__name__ if status is None else status
        return f"{name}, {showable(message_of(error)) or 'without a word'}"
    completion = request.completion
    try:
        read_answer(completion)
    except UnusableAnswerError:
        if completion.is_starved(request.features.token_limit):
            return (
                "no answer, its tokens went to thinking: "
                f"{showable(completion.thinking or completion.content) or '(not shown)'}"
            )
    return f"answered {showable(completion.content or completion.thinking) or 'nothing'}"
