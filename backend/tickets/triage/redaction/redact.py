"""Replace contact data and secrets in a text by placeholders."""

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
from tickets.triage.redaction.spans import Rule, apply_rule

# The order matters: a password can hold what looks like an e-mail address, and a bank account's
# number holds what looks like a telephone's.
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

# A placeholder can make something beside it recognisable. Two rounds are enough for any text that
# was not written to need more.
MAX_ROUNDS = 6


def redact(text: str) -> str:
    """Return the text with `[email]`, `[phone]`, `[password]` … in place of such data.

    Dates, amounts, versions, error codes and short numbers stay, as triage needs them. In doubt,
    and where there is too much to examine in time, the text is redacted.
    """
    for _ in range(MAX_ROUNDS):
        before = text
        for rule in RULES:
            text = apply_rule(text, rule)
        if text == before:
            break
    return text
