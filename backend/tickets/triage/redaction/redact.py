"""Take contact data and secrets out of a text before it leaves the house."""

from tickets.triage.redaction.credentials import (
    find_base64,
    find_command_line_credentials,
    find_cookies,
    find_known_tokens,
    find_passwords,
    find_private_keys,
    find_query_parameters,
    find_random_strings,
    find_scheme_tokens,
    find_url_credentials,
)
from tickets.triage.redaction.email_addresses import find_emails
from tickets.triage.redaction.phone_and_bank_numbers import (
    find_announced_phones,
    find_cards,
    find_ibans,
    find_local_phones,
    find_phones,
)
from tickets.triage.redaction.spans import Rule, replace

# A rule may count on those before it: a password can hold what looks like an address, and an
# account's number holds what looks like a telephone's.
RULES: tuple[Rule, ...] = (
    find_private_keys,
    find_url_credentials,
    find_command_line_credentials,
    find_query_parameters,
    find_cookies,
    find_scheme_tokens,
    find_known_tokens,
    find_passwords,
    find_emails,
    find_ibans,
    find_random_strings,
    find_base64,
    find_cards,
    find_announced_phones,
    find_phones,
    find_local_phones,
)

# What is masked can uncover something beside it. Two rounds settle any text that is not made to
# go on; those are left after a few more.
MAX_ROUNDS = 6


def mask(text: str) -> str:
    """The text with `[email]`, `[phone]`, `[password]` … where such a thing was.

    What triage needs is left: dates, amounts, versions, error codes, short numbers. In doubt, and
    where there is more than can be looked at in time, it masks.
    """
    for _ in range(MAX_ROUNDS):
        before = text
        for rule in RULES:
            text = replace(text, rule)
        if text == before:
            break
    return text
