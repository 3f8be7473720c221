"""Thinking is no part of an answer, and the last thing that is stated counts."""

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tickets.triage.answer_parser import Answer, UnusableAnswerError, parse_answer
from tickets.triage.thinking import without_thinking
from tickets.vocabulary import Category, Priority

ANSWER = "Category: billing\nPriority: high"
OBJECT = '{"category": "billing", "priority": "high", "reason": "Charged twice."}'
WRONG = "Category: technical? Priority: low. Perhaps {} then."
WRONG_OBJECT = '{"category": "general", "priority": "low"}'
THOUGHT = WRONG.format(WRONG_OBJECT)


def answer_in(content):
    try:
        answer = parse_answer(content)
    except UnusableAnswerError:
        return None
    return answer.category.value, answer.priority.value


@pytest.mark.parametrize("answer", [ANSWER, OBJECT, f"```json\n{OBJECT}\n```", f"So: {OBJECT}"])
@pytest.mark.parametrize(
    "form",
    [
        "<think>{}</think>",
        "<think>\n{}\n</think>\n\n",
        "<thinking>{}</thinking>",
        "<reasoning>{}</reasoning>",
        "<thought>{}</thought>",
        "<reflection>{}</reflection>",
        "<seed:think>{}</seed:think>",
        "<THINK>{}</Think>",
        "< think >{}</ think >",
        '<think time="3">{}</think>',
        '<details type="reasoning" done="true">{}</details>',
        # The template of the conversation began the thinking.
        "{}</think>",
        "Okay. {}\n</thinking>",
        "&lt;think&gt;{}&lt;/think&gt;",
        "◁think▷{}◁/think▷",
        "＜think＞{}＜/think＞",
        "[THINK]{}[/THINK]",
        "<|begin_of_thought|>{}<|end_of_thought|>",
        "<|START_THINKING|>{}<|END_THINKING|>",
        "<|channel|>analysis<|message|>{}<|end|><|start|>assistant<|channel|>final<|message|>",
        "<|channel|>analysis<|message|>{}<|end|><|channel|>commentary<|message|>{}<|end|>"
        "<|start|>assistant<|channel|>final <|constrain|>json<|message|>",
        "analysis{}assistantfinal",
        "<|channel>thought\n{}<channel|>",
        "```thinking\n{}\n```\n",
        "```\n<think>\n{}\n</think>\n```\n",
        "<think>{} <think>{}</think> {}</think>",
        "<think>It says <think> there. {}</think>",
        "<think>{}</think>\n<think>{}</think>",
        "<thinking>{}</thinking><answer>",
        "{}<answer>",
    ],
)
def test_thinking_is_taken_off(form, answer):
    assert answer_in(form.replace("{}", THOUGHT) + answer) == ("billing", "high")


@pytest.mark.parametrize("form", ["{} <think>{}</think>", "{} <think>{}"])
def test_thinking_may_follow(form):
    assert answer_in(form.replace("{}", ANSWER, 1).replace("{}", THOUGHT)) == ("billing", "high")


@pytest.mark.parametrize(
    "content",
    [
        f"<think>{THOUGHT}",
        f"<think>{ANSWER}",
        f"<think>{OBJECT}</think>",
        f"<|channel|>analysis<|message|>{ANSWER}",
        f"{ANSWER}</think>",
        f"```think\n{ANSWER}",
    ],
)
def test_thinking_is_no_answer(content):
    assert answer_in(content) is None


@pytest.mark.parametrize(
    "content",
    [
        "Category: technical? … Category: billing. Priority: high",
        "Category: technical. No, wait. Category: billing. Priority: low? Priority: high!",
        "Category: billing, Priority: high. The category is not technical.",
        "It isn't category: technical. Category: billing. Priority: high",
        "I don't think priority: low fits. Category: billing. Priority: high",
        "Category: billing. Priority: high. Neither is priority: critical meant.",
        "Category: billing, not technical. Priority: high, not critical.",
        "Category: billing. Priority: high. If the category is technical, ask again.",
        "Should I say category: technical? Category = billing; priority = high",
        f"{WRONG_OBJECT} Wait, that is wrong. {OBJECT}",
        f"{WRONG_OBJECT} Wait, that is wrong. {ANSWER}",
        f"{OBJECT} Of other messages the priority is low.",
        "Category: billing or technical. Category: billing. Priority: high",
        "{" * 300 + OBJECT,
        f"{WRONG_OBJECT} " * 60 + OBJECT,
    ],
)
def test_the_last_statement_counts(content):
    assert answer_in(content) == ("billing", "high")


@pytest.mark.parametrize(
    "content",
    [
        "Category: billing|technical|account|general. Priority: low|medium|high|critical",
        "Category: billing or technical. Priority: high",
        "Category: billing / technical, Priority: high",
        "Category: billing? Priority: high?",
        "Category: **billing**? Priority: **high**?",
        "The category is not billing, and never is the priority: high",
        "Category: invoices. Priority: urgent",
        "Category: billing-related. Priority: highest",
        "Category: billing_x Priority: high",
        '{"category": "<category>", "priority": "<priority>"}',
        '{"category": "billing|technical", "priority": "high"}',
    ],
)
def test_what_states_nothing(content):
    assert answer_in(content) is None


@pytest.mark.parametrize(
    "content",
    [
        "Kategorie: billing, Priorität: high",
        "Catégorie : billing\nPriorité : high",
        "Categoría: billing. Prioridad: high",
        "Categoria: billing. Priorità: high",
        "类别：billing\n优先级：high",
        "カテゴリ: billing\n優先度: high",
        "Категория: billing\nПриоритет: high",
        '{"Kategorie": "billing", "Priorität": "high"}',
        "{'category': 'billing', 'priority': 'high'}",
        '{"category": "billing", "priority": "high",}',
        "<category>billing</category><priority>high</priority>",
        "| Category | billing |\n| Priority | high |",
        "- **Category** → *Billing*\n- **Priority** → *High*",
        "{&quot;category&quot;: &quot;billing&quot;, &quot;priority&quot;: &quot;high&quot;}",
        json.dumps(OBJECT),
        '{"reason": "It says </think> Category: general", "category": "billing", '
        '"priority": "high"}',
    ],
)
def test_other_forms(content):
    assert answer_in(content) == ("billing", "high")


PIECES = [
    *("<think>", "</think>", "◁think▷", "◁/think▷", "&lt;think&gt;", "&lt;/think&gt;"),
    *("<|channel|>analysis", "<|channel|>final", "assistantfinal", "<answer>", "```think", "```"),
    *("Category: ", "Priority: ", "category", "is", "not", "?", "/", "or", '"', "{", "}", "[", ":"),
    *(*Category.values, *Priority.values, "urgent", "\n", " ", ". ", OBJECT, WRONG_OBJECT, "\\"),
]
CONTENT = st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=60).map("".join)


@given(CONTENT)
@settings(deadline=1_000, max_examples=300)
def test_only_words_of_the_vocabularies_pass(content):
    found = answer_in(content)
    assert found is None or (found[0] in Category.values and found[1] in Priority.values)


@given(CONTENT.filter(lambda text: "{" not in text))
@settings(deadline=1_000, max_examples=300)
def test_whatever_is_thought_the_answer_after_it_counts(thought):
    content = f"<think>{thought}</think>\n{OBJECT}"
    assert parse_answer(content) == Answer.model_validate(json.loads(OBJECT))


SIZE = 120_000


@pytest.mark.parametrize(
    "piece", [*PIECES, "category: billing ", "priority ", '{"a":', "a<", "-->"]
)
def test_long_contents_take_no_longer_than_their_length(piece):
    content = piece * (SIZE // len(piece))
    start = time.monotonic()
    answer_in(content)
    list(without_thinking(content))
    # One that grew with the square would take minutes.
    assert time.monotonic() - start < 5
