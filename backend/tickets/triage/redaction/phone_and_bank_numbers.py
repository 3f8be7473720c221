"""Find bank account, card and telephone numbers, but not dates, amounts and versions."""

import re
from collections.abc import Iterator
from functools import cache

from phonenumbers import PhoneNumberMatcher
from stdnum import iban, luhn, numdb

from tickets.triage.redaction.spans import WORD_CHARACTER, Span, pattern_rule

IBAN = re.compile(
    r"(?<![A-Za-z0-9])(?=(?P<country>[A-Za-z]{2})"
    r"(?P<rest>[ -]?\d{2}(?:[ .\n-]{0,2}[A-Za-z0-9]){11,30}+))"
)
LETTER_OR_DIGIT = re.compile(r"[A-Za-z0-9]")


@cache
def iban_length(country: str) -> int:
    """Return the number of characters of a country's IBAN; 0 for an unknown country."""
    [(_, entry), *_] = numdb.get("iban").info(country)
    structure = entry.get("bban", "")
    return 4 + sum(map(int, re.findall(r"(\d+)!", structure))) if structure else 0


def find_ibans(text: str) -> Iterator[Span]:
    done = 0
    for match in IBAN.finditer(text):
        length = iban_length(match["country"].upper())
        if not length or match.start() < done:
            continue
        characters = list(LETTER_OR_DIGIT.finditer(text, match.start(), match.end("rest")))[:length]
        end = characters[-1].end()
        # Checking a country's own digits too would leave mistyped accounts in the text.
        if iban.is_valid("".join(c[0] for c in characters), check_country=False):
            yield Span(match.start(), end, "iban")
            done = end


DAY_OR_MONTH = r"(?:0?[1-9]|[12]\d|3[01])"
YEAR = r"(?:19|20)\d\d"
DATES = "|".join(
    rf"{YEAR}{sign}{DAY_OR_MONTH}{sign}{DAY_OR_MONTH}"
    rf"|{DAY_OR_MONTH}{sign}{DAY_OR_MONTH}{sign}(?:{YEAR}|\d\d)"
    for sign in ("-", "/", r"\.")
)
DATE_AND_TIME = rf"{YEAR}-{DAY_OR_MONTH}-{DAY_OR_MONTH}[-_.][0-2]\d[-.][0-5]\d(?:[-.][0-5]\d)?"
STAMP = rf"{YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[T_-]?[0-2]\d[0-5]\d(?:[0-5]\d)?)?"
CLOCK = r"(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:[.,]\d{1,9})?)?"
OCTET = r"(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)"
CURRENCY = r"(?:[€$£¥₹₽₺₩]|(?:EUR|USD|GBP|CHF|JPY|INR|BRL|TRY|RUB|CNY|PLN|SEK)\b)"
THOUSANDS = r"\d{1,3}(?:[ .]\d{3}){1,4}(?:,\d\d?)?"

# Digits in the form of a date, a time, an IP address, a version or an amount.
HARMLESS = (
    rf"(?:{DATES})(?:-(?:{DATES}))?(?![-/.]?\d)|{DATE_AND_TIME}(?!\d)|{STAMP}(?!\d)|{CLOCK}(?![:\d])"
    rf"|{OCTET}(?:\.{OCTET}){{3}}(?![.\d])"
    r"|\d{1,3}\.0\.\d{1,6}(?:\.\d{1,6}){0,3}(?![.\d])|0\.\d{1,20}(?!\d)"
    rf"|(?:{THOUSANDS}|\d{{1,12}}(?:[.,]\d\d?)?) ?{CURRENCY}"
)
HARMLESS_WITH_PREFIX = (
    r"[€$£¥₹₽₺₩]\d{1,12}(?:[., ]\d{3}){0,4}(?:[.,]\d\d?)?(?!\d)"
    r"|(?<![a-z])(?:version|ver|v|build|release)[ .:]{0,2}\d{1,6}(?:\.\d{1,6}){1,5}"
)

# Separators within one number. A space before something harmless ends the number. After a line
# break at least two digits must follow: a single one is rather the number of a list's next item.
SEPARATOR = rf"(?:[\-./()]{{1,3}}|(?:[ \-./()]{{1,3}}|[ \-]?\n(?=\d\d))(?!{HARMLESS}))"
NUMBERS = re.compile(
    rf"{HARMLESS_WITH_PREFIX}|(?<!{WORD_CHARACTER})(?<!#)(?:(?<!\.)(?:{HARMLESS})"
    rf"|(?P<run>(?:\(? ?\+ ?|\()?\d++(?:{SEPARATOR}\d++)*+))",
    re.IGNORECASE,
)
DIGITS = re.compile(r"\d+")
# A longer run is a table or a flood: `find_phones` redacts all of it without a look-up.
LONGEST_RUN = 32


def find_digit_runs(text: str) -> Iterator[re.Match[str]]:
    """Yield sequences of digits with the separators that one number may contain."""
    return (match for match in NUMBERS.finditer(text) if match["run"])


def count_digits(text: str) -> int:
    return sum(character.isdigit() for character in text)


def is_card(digits: str) -> bool:
    return 13 <= len(digits) <= 19 and luhn.is_valid(digits)


def find_cards(text: str) -> Iterator[Span]:
    """Yield card numbers, also beside other digits such as an expiry date or a security code."""
    for run in find_digit_runs(text):
        if count_digits(run[0]) > LONGEST_RUN:
            continue
        groups = [match.span() for match in DIGITS.finditer(text, *run.span())]
        if is_card("".join(text[start:end] for start, end in groups)):
            yield Span(groups[0][0], groups[-1][1], "card")
            continue
        done = 0
        for first, (start, _) in enumerate(groups):
            if start >= done and (end := longest_card_end(text, groups[first : first + 6])):
                yield Span(start, end, "card")
                done = end


def longest_card_end(text: str, groups: list[tuple[int, int]]) -> int:
    """Return the end of the longest card number that starts with these groups; 0 for none."""
    longest = 0
    digits = ""
    for start, end in groups:
        # Cards are written in groups of three digits at least.
        if end - start < 3:
            break
        digits += text[start:end]
        if is_card(digits):
            longest = end
    return longest


# Countries whose national form of numbers is recognised. Numbers with `+` are, for all countries.
REGIONS = ("US", "GB", "DE", "FR", "ES", "IT", "RU", "CN", "JP", "IN", "BR", "TR")
SHORTEST_PHONE = 9
# A look-up takes one or two milliseconds. Runs beyond this number count as telephone numbers.
MAX_LOOK_UPS = 10

PHONE_WORD = re.compile(
    r"(?:(?<![a-z])(?:tel(?:efon\w{0,4}|efono|éfono|ephone|efone)?|tél(?:éphone)?|(?:i?phone|mobile)"
    r"|cell(?:phone)?|handy(?:nummer)?|(?:tele)?fax|whats ?app|call|sms|portable|m[oó]vil|celular"
    r"|mobil|gsm|cep)|(?<!\w)(?:тел(?:ефон\w{0,2})?|моб\w{0,8})|电话|手机|電話|携帯|전화|फ़ोन|फोन|मोबाइल"
    r"|هاتف|جوال)(?P<gap>(?:(?!\d)[^\n+#]){0,25})(?P<number>\+?\(?\d++(?:[ \-./()]{1,3}\d++)*+)",
    re.IGNORECASE,
)
SHORT_GAP = re.compile(
    r"[\s.:()=-]{0,4}"
    r"(?:(?:number|nummer|num|no|nr|is|ist|est|es|me|at|on|under)[\s.:]{1,3}){0,3}\(?",
    re.IGNORECASE,
)
# Seven digits, as within one area of North America.
LOCAL_PHONE = re.compile(r"(?<![\w.#/-])[2-9]\d\d-\d{4}(?![\w/-])")
HARMLESS_NUMBER = re.compile(HARMLESS, re.IGNORECASE)


def is_phone(run: str) -> bool:
    return any(PhoneNumberMatcher(run, region).has_next() for region in REGIONS)


def find_announced_phones(text: str) -> Iterator[Span]:
    """Yield numbers too short to be recognised by themselves, after a word for a telephone."""
    for match in PHONE_WORD.finditer(text):
        number = match["number"]
        if HARMLESS_NUMBER.match(number):
            continue
        digits = count_digits(number)
        if (digits >= 6 and SHORT_GAP.fullmatch(match["gap"])) or (
            digits >= 7 and digits < len(number)
        ):
            yield Span(*match.span("number"), "phone")


def find_phones(text: str) -> Iterator[Span]:
    """Yield telephone numbers in the international form or in that of a country of `REGIONS`."""
    look_ups = 0
    for match in find_digit_runs(text):
        run = match["run"]
        digits = count_digits(run)
        if "+" in run[:3]:
            found = digits >= 7
        elif digits < SHORTEST_PHONE:
            continue
        elif digits > LONGEST_RUN or look_ups >= MAX_LOOK_UPS:
            found = True
        else:
            look_ups += 1
            found = is_phone(run.replace("\n", " "))
        if found:
            yield Span(*match.span(), "phone")


find_local_phones = pattern_rule(LOCAL_PHONE, "phone")
