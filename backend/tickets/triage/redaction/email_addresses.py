"""Find e-mail addresses, plain, in other scripts and spelt out."""

import re

from tickets.triage.redaction.spans import UNSPACED, WORD, matches

# Possessive quantifiers (`++`) throughout: a run that leads nowhere is read once, not once for
# each of its characters.
# What may be in a name, without the signs that rather stand before one: `?contact=`, `/users/`.
LOCAL = rf"(?:{WORD}|[.+'!$*^`{{}}~-]|%(?!40))"
AT = r"(?:@|%40)"
LABEL = rf"(?:{WORD}|-)++"

HOST = rf"(?:{LABEL}(?:\.{LABEL})++|localhost\b|\[[\d.:a-f]++\])"
PLAIN = rf"(?:mailto:)?(?<!{LOCAL}){LOCAL}++{AT}{HOST}"

# Names and hosts in scripts without spaces take the words they touch with them.
UNSPACED_PLAIN = rf"(?<![\w.+-])[\w.+-]++(?<=[{UNSPACED}]){AT}[\w-]++(?:\.[\w-]++)++"

QUOTED = rf'"[^"\n]{{1,64}}"{AT}{LABEL}(?:\.{LABEL})++'

DOT = r"(?:\s?[(\[{]\s?(?:dot|punkt|point|punto)\s?[)\]}]\s?|\s(?:dot|punkt|punto)\s|\.)"
BRACKETED_AT = r"\s?[(\[{<]\s?(?:at|ät|@|arroba|a)\s?[)\]}>]\s?"
SPELT_DOT = r"\s(?:dot|punkt|punto)\s"
SPELT_OUT = (
    rf"(?<!{WORD}|[.+-])(?:{WORD}|[.+-])++"
    rf"(?:{BRACKETED_AT}{LABEL}(?:{DOT}{LABEL})++|\s(?:at|arroba)\s{LABEL}(?:{SPELT_DOT}{LABEL})++)"
)

EMAIL = re.compile(rf"{QUOTED}|{PLAIN}|{UNSPACED_PLAIN}|{SPELT_OUT}", re.IGNORECASE)

find_emails = matches(EMAIL, "email")
