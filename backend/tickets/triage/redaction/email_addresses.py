"""Find e-mail addresses: plain, in other scripts, and spelt out."""

import re

from tickets.triage.redaction.spans import UNSPACED, WORD_CHARACTER, pattern_rule

# Possessive quantifiers (`++`) throughout: a run that does not match is read once, not once for
# each of its characters.
# Characters of a local part, without those that rather stand before it: `?contact=`, `/users/`.
LOCAL = rf"(?:{WORD_CHARACTER}|[.+'!$*^`{{}}~-]|%(?!40))"
AT = r"(?:@|%40)"
LABEL = rf"(?:{WORD_CHARACTER}|-)++"

HOST = rf"(?:{LABEL}(?:\.{LABEL})++|localhost\b|\[[\d.:a-f]++\])"
PLAIN = rf"(?:mailto:)?(?<!{LOCAL}){LOCAL}++{AT}{HOST}"

# In scripts without spaces, the words around an address cannot be told from it.
UNSPACED_PLAIN = rf"(?<![\w.+-])[\w.+-]++(?<=[{UNSPACED}]){AT}[\w-]++(?:\.[\w-]++)++"

QUOTED = rf'"[^"\n]{{1,64}}"{AT}{LABEL}(?:\.{LABEL})++'

DOT = r"(?:\s?[(\[{]\s?(?:dot|punkt|point|punto)\s?[)\]}]\s?|\s(?:dot|punkt|punto)\s|\.)"
BRACKETED_AT = r"\s?[(\[{<]\s?(?:at|ät|@|arroba|a)\s?[)\]}>]\s?"
SPELT_DOT = r"\s(?:dot|punkt|punto)\s"
SPELT_OUT = (
    rf"(?<!{WORD_CHARACTER}|[.+-])(?:{WORD_CHARACTER}|[.+-])++"
    rf"(?:{BRACKETED_AT}{LABEL}(?:{DOT}{LABEL})++|\s(?:at|arroba)\s{LABEL}(?:{SPELT_DOT}{LABEL})++)"
)

EMAIL = re.compile(rf"{QUOTED}|{PLAIN}|{UNSPACED_PLAIN}|{SPELT_OUT}", re.IGNORECASE)

find_emails = pattern_rule(EMAIL, "email")
