"""The language model's settings are taken as people copy them."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from tests.config.test_environment import read

URL = "http://localhost:11434/v1"


@pytest.mark.parametrize(
    "text", ["{}", " {} ", '"{}"', "'{}'", "“{}”", "<{}>", " `{}`\n", "\t{}\r\n"]
)
def test_space_and_quotes_around_are_no_part_of_them(monkeypatch, text):
    env = read(
        monkeypatch,
        LLM_BASE_URL=text.format(URL),
        LLM_API_KEY=text.format("sk-1"),
        LLM_MODEL=text.format("small"),
    )
    assert str(env.llm_base_url) == URL
    assert env.llm_api_key is not None
    assert env.llm_api_key.get_secret_value() == "sk-1"
    assert env.llm_model == "small"


def test_a_key_is_taken_from_a_header(monkeypatch):
    key = read(monkeypatch, LLM_API_KEY="Bearer  sk-1").llm_api_key
    assert key is not None
    assert key.get_secret_value() == "sk-1"


@pytest.mark.parametrize("nothing", ['""', " ", "''"])
def test_quotes_around_nothing_are_nothing(monkeypatch, nothing):
    env = read(monkeypatch, LLM_BASE_URL=nothing, LLM_API_KEY=nothing, LLM_MODEL=nothing)
    assert (env.llm_base_url, env.llm_api_key, env.llm_model) == (None, None, "gpt-3.5-turbo")


@pytest.mark.parametrize("url", ["localhost", "localhost:11434/v1", "api.example.com", "//a/v1"])
def test_an_address_without_a_scheme_is_refused_in_a_sentence(monkeypatch, url):
    with pytest.raises(ImproperlyConfigured, match="LLM_BASE_URL: begin the address with http://"):
        read(monkeypatch, LLM_BASE_URL=url)


def test_a_query_stays(monkeypatch):
    url = "https://a.example.com/openai/deployments/d?api-version=2024-10-21"
    assert str(read(monkeypatch, LLM_BASE_URL=url).llm_base_url) == url
