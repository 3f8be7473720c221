"""Helpers for tests of `evaluate_classifier`: labelled tickets and a fake model."""

from decimal import Decimal
from io import StringIO

from django.core.management import call_command

from tickets.triage.model_result import ModelResult
from tickets.vocabulary import Category, Priority

COLUMNS = ["id", "description", "category", "priority", "hard"]
ROWS = [
    ["1", "Refund please", "billing", "low", "no"],
    ["2", "Invoice page crashes", "technical", "high", "yes"],
    ["3", "Cannot sign in", "account", "high", "no"],
    ["4", "Thank you!", "general", "low", "no"],
]


def answer(category, priority, **values):
    return ModelResult(
        **{
            "category": Category(category),
            "priority": Priority(priority),
            "confidence": 0.9,
            "reason": "Because.",
            "cause": None,
            "mode": "json",
            "latency_ms": 200,
            "prompt_tokens": 400,
            "completion_tokens": 20,
            "cost": Decimal("0.0002"),
            **values,
        }
    )


def failure(cause, latency_ms=0):
    return ModelResult(None, None, None, None, cause, "", latency_ms, None, None, None)


class FakeModel:
    """Gives the configured answers, or else the right labels; records what it was asked."""

    def __init__(self):
        self.answers = {}
        self.asked = []
        self.right = {row[1]: answer(row[2], row[3]) for row in ROWS}

    def ask(self, description):
        self.asked.append(description)
        outcome = self.answers.get(description) or self.right[description]
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome


def run(*arguments):
    out = StringIO()
    call_command("evaluate_classifier", *map(str, arguments), stdout=out)
    return out.getvalue()
