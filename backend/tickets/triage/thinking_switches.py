"""The ways to ask a server for an answer without thinking: each knows another one.

`reasoning_effort` is known to OpenAI, Ollama, LM Studio, Gemini and OpenRouter,
`chat_template_kwargs` to vLLM, SGLang and llama.cpp, `thinking` to DeepSeek, GLM and Anthropic,
`enable_thinking` to Alibaba and SiliconFlow, and `think` to gateways before Ollama. All are sent at
once, as most servers ignore what they do not know; what one rejects is left out.
"""

import re
from typing import Any

# By name, as it is stored with the features: `reasoning_effort` has several values.
SWITCHES: dict[str, tuple[str, Any]] = {
    "effort_none": ("reasoning_effort", "none"),
    "template": ("chat_template_kwargs", {"enable_thinking": False, "thinking": False}),
    "thinking": ("thinking", {"type": "disabled"}),
    "enable_thinking": ("enable_thinking", False),
    "think": ("think", False),
    "effort_minimal": ("reasoning_effort", "minimal"),
    "effort_low": ("reasoning_effort", "low"),
}
ALL = ("effort_none", "template", "thinking", "enable_thinking", "think")
# Not every model can do without thinking.
NEXT_EFFORT = {"effort_none": "effort_minimal", "effort_minimal": "effort_low"}
# Where a server rejects all of them without a word, one at a time is tried.
SINGLES = tuple((name,) for name in SWITCHES)
PARAMETERS = tuple(dict.fromkeys(parameter for parameter, _ in SWITCHES.values()))
# A soft switch of Qwen, which is text to all others.
SOFT_SWITCH = "/no_think"


def parameters_for(switches: tuple[str, ...]) -> dict[str, Any]:
    return dict(SWITCHES[name] for name in switches if name in SWITCHES)


def names_parameter(message: str, parameter: str) -> bool:
    """Return true if a message has the parameter's name as a word of its own."""
    return bool(re.search(rf"(?<![\w-]){parameter}(?![\w-])", message))


def without_named(switches: tuple[str, ...], message: str) -> tuple[str, ...] | None:
    """Return the switches without those that a message names, or None if it names none."""
    named = [name for name in switches if names_parameter(message, SWITCHES[name][0])]
    if not named:
        return None
    replaced = [NEXT_EFFORT.get(name) if name in named else name for name in switches]
    return tuple(name for name in replaced if name)


def without_one(switches: tuple[str, ...]) -> tuple[str, ...]:
    """Return the switches to try after a rejection that names none."""
    following = SINGLES.index(switches) + 1 if switches in SINGLES else 0
    return SINGLES[following] if following < len(SINGLES) else ()
