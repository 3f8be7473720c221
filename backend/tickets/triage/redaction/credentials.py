"""Find keys, tokens, passwords and PINs."""

import re
from collections.abc import Iterator
from itertools import pairwise

from tickets.triage.redaction.spans import PLACEHOLDER, UNSPACED, Span, pattern_rule

# A key without its last line may go on to the end of the text.
PRIVATE_KEY = re.compile(
    r"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY[A-Z ]{0,10}-----"
    r".*?(?:-----END [A-Z0-9 ]{0,50}-----|\Z)",
    re.DOTALL,
)

URL_CREDENTIALS = re.compile(
    rf"(?<=://)(?!{PLACEHOLDER}@)(?P<secret>[^\s/?#]{{1,300}})(?=@)", re.IGNORECASE
)

COMMAND_LINE_CREDENTIALS = re.compile(
    rf"(?<!\S)(?:-u|--user)[ =]['\"]?(?!{PLACEHOLDER})(?P<secret>[^\s:]{{1,100}}+:[^\s'\"]++)"
)

QUERY_PARAMETER = re.compile(
    r"(?<=[?&#;])[\w.-]{0,30}?"
    r"(?:token|key|sig|secret|auth|session|sid|jwt|passw|pwd|credential|code|otp)"
    rf"[\w.-]{{0,30}}=(?!{PLACEHOLDER})(?P<secret>[^\s&#\"'<>]++)",
    re.IGNORECASE,
)

# The prefixes that providers give their keys so that scanners find them.
KNOWN_PREFIXES = (
    r"sk-[\w-]{16,}+",
    r"(?:sk|pk|rk)_(?:live|test)_\w{10,}+",
    r"gh[opusr]_\w{16,}+",
    r"github_pat_\w{16,}+",
    r"glpat-[\w-]{16,}+",
    r"xox[a-z]-[\w-]{8,}+",
    r"(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{16}+",
    r"AIza[\w-]{20,}+",
    r"ya29\.[\w-]{16,}+",
    r"(?:hf|npm|whsec|shpat|dop_v1|pypi)[_-][\w-]{16,}+",
    r"SG\.[\w-]{16,}+(?:\.[\w-]++)?",
    r"eyJ[\w-]{8,}+(?:\.[\w=-]++){0,4}",
)
KNOWN_TOKEN = re.compile(
    rf"(?<![A-Za-z0-9])(?:{'|'.join(KNOWN_PREFIXES)})"
    r"|(?<=hooks\.slack\.com/services/)[\w/]++|(?<=/api/webhooks/)[\w/-]++"
)

SCHEME_TOKEN = re.compile(
    rf"(?<!\w)(?:bearer|basic)\s{{1,3}}(?!{PLACEHOLDER})(?P<secret>[\w.~+/=-]{{8,}}+)",
    re.IGNORECASE,
)

COOKIE = re.compile(
    rf"(?<!\w)(?:set-)?cookie:[ \t]{{0,3}}(?!{PLACEHOLDER})(?P<secret>[^\s=]{{1,60}}=[^\n]++)",
    re.IGNORECASE,
)

find_private_keys = pattern_rule(PRIVATE_KEY, "token")
find_url_credentials = pattern_rule(URL_CREDENTIALS, "password")
find_command_line_credentials = pattern_rule(COMMAND_LINE_CREDENTIALS, "password")
find_cookies = pattern_rule(COOKIE, "token")
find_known_tokens = pattern_rule(KNOWN_TOKEN, "token")


def find_query_parameters(text: str) -> Iterator[Span]:
    for match in QUERY_PARAMETER.finditer(text):
        # A short one such as `?code=500` is an error code; one that grants access is longer.
        if len(match["secret"]) >= 6:
            yield Span(*match.span("secret"), "token")


def find_scheme_tokens(text: str) -> Iterator[Span]:
    for match in SCHEME_TOKEN.finditer(text):
        # "Basic functionality" is no header, "Basic dXNlcjpwYXNz" is.
        if looks_secret(match["secret"]):
            yield Span(*match.span("secret"), "token")


LOGIN_WORDS = (
    r"passwor[dt]\w{0,3}|passwd|passwörter|kennw(?:ort|örter)|mots? de passe"
    r"|contrase[ñn]as?|senhas?|парол\w{0,3}|şifre\w{0,4}|parola\w{0,3}|wachtwoord|hasło|lösenord"
    r"|密码|密碼|口令|パスワード|비밀번호|كلمة (?:ال)?(?:مرور|سر)\w{0,2}|पासवर्ड"
    r"|(?<!\w)(?:pwd|pass|pw|mdp|clave)(?!\w)"
)
PIN_WORDS = (
    r"(?<!\w)(?:passcode|pin(?:[ -]?(?:code|nummer|number))?|пин(?:-?код)?|geheimzahl"
    r"|cvv2?|cvc2?|otp|tan"
    r"|(?:2fa|mfa|verification|security|access|login|sign-in|one-time|backup|recovery)[ -]code"
    r"|sicherheitscode|bestätigungscode|código de (?:verificación|verificação|seguridad)"
    r"|code de (?:vérification|sécurité)|код подтверждения|doğrulama kodu)(?!\w)"
    r"|验证码|驗證碼|確認コード|認証コード|暗証番号|인증번호"
)
KEY_WORDS = (
    r"(?:api|access|secret|private|licen[cs]e|auth|signing|encryption)[ _-]?keys?"
    r"|(?:client|app|shared|webhook)[ _-]secret|(?<![a-z])secrets?(?![a-z])"
    r"|(?<![a-z])tokens?(?![a-z])|schlüssel(?!\w)|(?<!\w)clé(?!\w)|密钥|令牌|トークン"
)
PHRASE_WORDS = r"pass ?phrase|(?:seed|recovery|backup) phrase|mnemonic"

IS_WORD = r"[ \t]{1,2}(?:is now|is|was|be|to|as|ist|war|lautet|auf|est|es|é|à|era|на|это)"
IS = (
    rf"(?:{IS_WORD}[ \t]{{1,2}}|[ \t]{{1,2}}[-|][ \t]{{1,2}}"
    r"|[ \t]{0,2}(?:是|为|は|が|هي)[ \t]{0,2})"
)
ASIDE = r"(?:[ \t]?\([^()\n]{1,30}\))?"
SIGN = rf"{ASIDE}(?:{IS_WORD})?[\"'`*_]{{0,2}}[ \t]{{0,3}}(?:[:=]{{1,2}}>?|->|>)"
QUOTES = "\"'`\u201c\u201d\u201e\u201f\u00ab\u00bb\u2018\u2019\u201a\u300c\u300d\u300e\u300f"

ANNOUNCED_SECRET = re.compile(
    rf"(?:(?P<phrase>{PHRASE_WORDS})|(?P<pin>{PIN_WORDS})|(?P<password>{LOGIN_WORDS})"
    rf"|(?P<token>{KEY_WORDS}))"
    rf"(?:(?P<sign>{SIGN})|(?P<is>{IS})"
    rf"|(?P<loose>(?:[ \t]{{1,2}}\w{{1,20}}){{1,4}}?(?:{SIGN}|{IS}))"
    rf"|[ \t]|(?<=[{UNSPACED}]))"
    rf"(?P<gap>[ \t]{{0,4}}+\n?+[ \t]{{0,4}}+)(?![{QUOTES}]?{PLACEHOLDER})"
    rf"(?:(?P<quote>[{QUOTES}])(?P<quoted>[^{QUOTES}\n]{{1,200}}+)(?=[{QUOTES}])"
    rf"|(?P<plain>[^\s{UNSPACED}]{{1,300}}+))",
    re.IGNORECASE,
)
# Codes are often written in groups.
MORE_DIGITS = re.compile(r"(?: \d{1,4}(?!\w)){1,3}")
TRAILING_PUNCTUATION = ".,;:)]}>" + QUOTES


def looks_secret(text: str) -> bool:
    """Return true for a mix of letters, digits and signs that is hardly a word."""
    digits = sum(character.isdigit() for character in text)
    letters = sum(character.isalpha() for character in text)
    if digits:
        return len(text) >= 4 and (letters > 0 or digits == len(text))
    signs = sum(character in "!$%&*#@?^~+_|" for character in text[:-1])
    humps = sum(a.islower() and b.isupper() for a, b in pairwise(text))
    return len(text) >= 6 and letters > 0 and (signs > 0 or humps > 1)


def is_announced_secret(match: re.Match[str], value: str) -> bool:
    """Return true if a value after a keyword is the secret, not just the rest of the sentence."""
    if value.lower().startswith(("http://", "https://")):
        return False
    if match["sign"] and not match["token"] and "\n" not in match["gap"]:
        return True
    if match["sign"] or match["is"]:
        return looks_secret(value) or bool(match["quote"])
    if match["loose"]:
        return looks_secret(value) and (bool(match["pin"]) or not value.isdecimal())
    if match["pin"]:
        return value.isdecimal() and 3 <= len(value) <= 8
    return len(value) >= 6 and looks_secret(value)


def find_passwords(text: str) -> Iterator[Span]:
    """Yield the passwords, PINs and keys that follow a word for them."""
    done = 0
    for match in ANNOUNCED_SECRET.finditer(text):
        start, end = match.span("quoted" if match["quote"] else "plain")
        if not match["quote"]:
            end = start + len(text[start:end].rstrip(TRAILING_PUNCTUATION))
        if start < done or not is_announced_secret(match, text[start:end]):
            continue
        if match["phrase"]:
            line_end = text.find("\n", start)
            end = len(text) if line_end == -1 else line_end
        if match["pin"] and (more := MORE_DIGITS.match(text, end)):
            end = more.end()
        if start < end:
            yield Span(start, end, "token" if match["token"] else "password")
            done = end


RUN = re.compile(r"(?<![A-Za-z0-9+_~-])[A-Za-z0-9][A-Za-z0-9+_=~-]{15,}+")
BASE64 = re.compile(r"(?<![\w/.:+-])[A-Za-z0-9+/]{24,}+={0,2}(?![\w/]|\.\w)")
PIECE = re.compile(r"[A-Za-z0-9]+")
LICENCE = re.compile(r"[A-Z0-9]{4,6}(?:-[A-Z0-9]{4,6}){3,}")
NOT_RANDOM = re.compile(r"0x[0-9a-f]{1,16}|\d{8}T\d{4,6}\d*Z?", re.IGNORECASE)


def count_switches(text: str) -> int:
    """Return how often letters and digits alternate."""
    return sum(a.isdigit() != b.isdigit() for a, b in pairwise(text))


def is_random(piece: str) -> bool:
    """Return true for letters and digits mixed as only a machine would mix them."""
    if len(piece) < 16 or NOT_RANDOM.fullmatch(piece):
        return False
    changes = count_switches(piece)
    mixed_case = piece != piece.lower() and piece != piece.upper()
    return changes >= 3 or (mixed_case and changes >= (1 if len(piece) >= 24 else 2))


def is_random_run(run: str) -> bool:
    pieces = PIECE.findall(run)
    if any(map(is_random, pieces)):
        return True
    joined = "".join(pieces)
    if LICENCE.fullmatch(run):
        return count_switches(joined) > 0
    return len(joined) >= 20 and count_switches(joined) >= 8


def find_random_strings(text: str) -> Iterator[Span]:
    """Yield keys without a word that announces them."""
    for match in RUN.finditer(text):
        if is_random_run(match[0]):
            yield Span(*match.span(), "token")


def find_base64(text: str) -> Iterator[Span]:
    for match in BASE64.finditer(text):
        run = match[0]
        needed = 2 if len(run) >= 40 and run != run.lower() else 3
        if (run.endswith("=") or "+" in run or "/" in run) and count_switches(run) >= needed:
            yield Span(*match.span(), "token")
