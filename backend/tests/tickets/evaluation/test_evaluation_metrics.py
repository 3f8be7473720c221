"""The figures of an evaluation, against examples worked out by hand."""

from decimal import Decimal

import pytest

from tickets.evaluation.metrics import (
    Latency,
    Usage,
    field_metrics,
    latency,
    percentile,
    usage,
)
from tickets.triage.model_result import ModelResult
from tickets.vocabulary import Category, Priority


def model_result(**values):
    return ModelResult(
        **{
            "category": Category.BILLING,
            "priority": Priority.LOW,
            "confidence": None,
            "reason": None,
            "cause": None,
            "mode": "json",
            "latency_ms": 100,
            "prompt_tokens": None,
            "completion_tokens": None,
            "cost": None,
            **values,
        }
    )


def test_a_matrix_worked_out_by_hand():
    metrics = field_metrics(
        ["a", "b", "c"],
        [("a", "a"), ("a", "a"), ("a", "b"), ("a", None), ("b", "b"), ("b", "a"), ("c", "b")],
    )
    assert metrics.confusion == {
        "a": {"a": 2, "b": 1, "c": 0, "none": 1},
        "b": {"a": 1, "b": 1, "c": 0, "none": 0},
        "c": {"a": 0, "b": 1, "c": 0, "none": 0},
    }
    assert metrics.accuracy == pytest.approx(3 / 7)
    a, b, c = (metrics.labels[label] for label in "abc")
    assert (a.precision, a.recall, a.f1, a.tickets) == pytest.approx((2 / 3, 2 / 4, 4 / 7, 4))
    assert (b.precision, b.recall, b.f1, b.tickets) == pytest.approx((1 / 3, 1 / 2, 2 / 5, 2))
    # Never answered: no precision to speak of, and an F1 of 0 that counts in the mean.
    assert (c.precision, c.recall, c.f1, c.tickets) == (0, 0, 0, 1)
    assert metrics.macro_f1 == pytest.approx((4 / 7 + 2 / 5 + 0) / 3)


def test_a_label_that_occurs_nowhere_is_left_out_of_the_mean():
    metrics = field_metrics(["a", "b", "c"], [("a", "a"), ("b", "b")])
    assert set(metrics.labels) == {"a", "b"}
    assert metrics.macro_f1 == 1
    assert metrics.accuracy == 1


def test_a_label_that_only_answers_give_counts_with_an_f1_of_0():
    metrics = field_metrics(["a", "b"], [("a", "a"), ("a", "b")])
    assert metrics.labels["b"].f1 == 0
    assert metrics.macro_f1 == pytest.approx((2 / 3 + 0) / 2)


def test_without_any_answer_all_is_0():
    metrics = field_metrics(["a", "b"], [("a", None), ("b", None)])
    assert (metrics.accuracy, metrics.macro_f1) == (0, 0)
    assert metrics.confusion["a"] == {"a": 0, "b": 0, "none": 1}


def test_without_tickets_all_is_0():
    metrics = field_metrics(["a"], [])
    assert (metrics.accuracy, metrics.macro_f1, metrics.labels) == (0, 0, {})


@pytest.mark.parametrize(
    ("values", "percent", "expected"),
    [
        ([7], 50, 7),
        ([7], 95, 7),
        ([4, 1, 3, 2], 50, 2),
        ([5, 1, 4, 2, 3], 50, 3),
        (range(1, 21), 95, 19),
        (range(1, 22), 95, 20),
        (range(1, 101), 95, 95),
    ],
)
def test_percentiles(values, percent, expected):
    assert percentile(values, percent) == expected


def test_latency_is_that_of_answers():
    results = [model_result(latency_ms=ms) for ms in (300, 100, 200)]
    failure = model_result(category=None, priority=None, cause="timeout", latency_ms=8000)
    assert latency([*results, failure]) == Latency(p50=200, p95=300)
    assert latency([failure]) is None


def test_usage_sums_what_is_known_and_says_of_how_many():
    assert usage(
        [
            model_result(prompt_tokens=400, completion_tokens=20, cost=Decimal("0.00012")),
            model_result(prompt_tokens=300, completion_tokens=None, cost=None),
            model_result(
                cause="unusable", prompt_tokens=100, completion_tokens=9, cost=Decimal("0.1")
            ),
            model_result(cause="timeout"),
        ]
    ) == Usage(
        calls=4,
        prompt_tokens=800,
        completion_tokens=29,
        calls_with_tokens=3,
        cost=Decimal("0.10012"),
        calls_with_cost=2,
    )


def test_an_unknown_cost_is_not_a_cost_of_0():
    assert usage([model_result()]).cost is None
    assert usage([model_result(cost=Decimal(0))]).cost == 0
