"""No contact data and no secret reaches a language model, and triage keeps what it needs.

All secrets here are made up, or their makers' own examples.
"""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tickets.triage.redaction.phone_and_bank_numbers import MAX_LOOK_UPS, find_phones, is_phone
from tickets.triage.redaction.prepare import prepare
from tickets.triage.redaction.redact import redact
from tickets.triage.redaction.spans import LABELS, apply_rule

JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U"
PEM = "-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA\nx+/=\n-----END RSA PRIVATE KEY-----"

REDACTED = [
    ("Write to bob@example.com.", "Write to [email]."),
    ("Bob <bob+tickets@mail.example.co.uk>", "Bob <[email]>"),
    ("mailto:bob@example.com?subject=x", "[email]?subject=x"),
    ("jörg.müller@bücher.example", "[email]"),
    ("иван@пример.рф", "[email]"),
    ("用户@例子.公司", "[email]"),
    ("邮箱是bob@example.com请帮我", "邮箱是[email]请帮我"),
    ("bob@example.com으로", "[email]으로"),
    ("ｂｏｂ＠ｅｘａｍｐｌｅ．ｃｏｍ", "[email]"),
    ('"bob b"@example.com', "[email]"),
    ("bob%40example.com", "[email]"),
    ("root@localhost", "[email]"),
    ("root@[192.0.2.1]", "[email]"),
    ("a@b@example.com", "a@[email]"),
    ("/users/bob@example.com/edit?contact=bob@example.com", "/users/[email]/edit?contact=[email]"),
    ("bob (at) example dot com", "[email]"),
    ("bob [at] example [dot] com", "[email]"),
    ("bob(at)example.com", "[email]"),
    ("bob at example dot com", "[email]"),
    ("Call +49 30 1234567 now", "Call [phone] now"),
    ("+1 (415) 555-2671 ext. 12", "[phone] ext. 12"),
    ("+49 (0)30 123-4567", "[phone]"),
    ("0049 30 1234567", "[phone]"),
    ("(415) 555-2671", "[phone]"),
    ("415.555.2671", "[phone]"),
    ("4155552671", "[phone]"),
    ("020 7946 0958", "[phone]"),
    ("030/12345678", "[phone]"),
    ("0171-1234567", "[phone]"),
    ("01 23 45 67 89", "[phone]"),
    ("01.23.45.67.89", "[phone]"),
    ("01-23-11-12-99", "[phone]"),
    ("612 34 56 78", "[phone]"),
    ("06 698 12345", "[phone]"),
    ("8 (912) 345-67-89", "[phone]"),
    ("电话13812345678请", "电话[phone]请"),
    ("090-1234-5678", "[phone]"),
    ("98765 43210", "[phone]"),
    ("(11) 98765-4321", "[phone]"),
    ("0532 123 45 67", "[phone]"),
    ("٠٥٣٢ ١٢٣ ٤٥ ٦٧", "[phone]"),
    ("０９０－１２３４－５６７８", "[phone]"),
    ("+49 30\n1234567", "[phone]"),
    ("01711234567 01711234568", "[phone]"),
    ("On 2024-01-02 I rang 030 12345678 2024-01-03", "On 2024-01-02 I rang [phone] 2024-01-03"),
    ("Please call if faster: 555-0142.", "Please call if faster: [phone]."),
    ("Reach us at 555-0117, any hour", "Reach us at [phone], any hour"),
    ("tel 1234567", "tel [phone]"),
    ("Tel0301234567", "Tel[phone]"),
    ("4111 1111 1111 1111", "[card]"),
    ("4111-1111-1111-1111 12/27", "[card] 12/27"),
    ("4111 1111 1111 1111 1227 123", "[card] 1227 123"),
    ("4111.1111.1111.1111", "[card]"),
    ("4111 1111\n1111 1111", "[card]"),
    ("4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1", "[card]"),
    ("378282246310005", "[card]"),
    ("3782 822463 10005", "[card]"),
    ("４１１１ １１１１ １１１１ １１１１", "[card]"),
    ("卡号4111111111111111。", "卡号[card]。"),
    ("DE89 3704 0044 0532 0130 00 please", "[iban] please"),
    ("de89370400440532013000", "[iban]"),
    ("DE89-3704-0044-0532-0130-00", "[iban]"),
    ("DE89 3704 0044\n0532 0130 00", "[iban]"),
    ("GB29 NWBK 6016 1331 9268 19", "[iban]"),
    ("iban:fr1420041010050500013M02606.", "iban:[iban]."),
    ("NO93 8601 1117 947", "[iban]"),
    ("ＤＥ８９３７０４００４４０５３２０１３０００", "[iban]"),
    ("sk-abcDEFghijklmnopQRST", "[token]"),
    ("ghp_abcdefghij0123456789abcdefghij012345", "[token]"),
    ("github_pat_11ABCDEFG0abcdefghijkl_xyz", "[token]"),
    ("xoxb-123456789012-abcdefABCDEF", "[token]"),
    ("AKIAIOSFODNN7EXAMPLE", "[token]"),
    (JWT, "[token]"),
    ("Authorization: Bearer abc.def-123", "Authorization: Bearer [token]"),
    ("Authorization: Basic dXNlcjpwYXNz1", "Authorization: Basic [token]"),
    ("Cookie: sid=abc; x=y\nnext", "Cookie: [token]\nnext"),
    (f"key:\n{PEM}\nthanks", "key:\n[token]\nthanks"),
    ("https://bob:hunter2@example.com/x", "https://[password]@example.com/x"),
    ("postgres://u:p@ss@db:5432/x", "postgres://[password]@db:5432/x"),
    (
        "https://example.com/a?id=5&access_token=abcdef123&page=2",
        "https://example.com/a?id=5&access_token=[token]&page=2",
    ),
    ("https://example.com/a?X-Sig=abcdef%3D", "https://example.com/a?X-Sig=[token]"),
    ("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "[token]"),
    ("ABCD1-EFGH2-IJKL3-MNOP4", "[token]"),
    ("123e4567-e89b-12d3-a456-426614174000", "[token]"),
    ("da39a3ee5e6b4b0d3255bfef95601890afd80709", "[token]"),
    ("password: hunter2", "password: [password]"),
    ("password = summer", "password = [password]"),
    ('"password": "hunter2",', '"password": "[password]",'),
    ("password: a@b.example!x", "password: [password]"),
    ("My password is hunter2.", "My password is [password]."),
    ('My password is "correct horse"', 'My password is "[password]"'),
    ("password for the wifi is hunter2", "password for the wifi is [password]"),
    ("Password:\nhunter2", "Password:\n[password]"),
    ("Passwort: geheim, danke", "Passwort: [password], danke"),
    ("Das Kennwort ist Sommer2024", "Das Kennwort ist [password]"),
    ("mot de passe : été2024", "mot de passe : [password]"),
    ("le mot de passe est été2024", "le mot de passe est [password]"),
    ("mi contraseña es Gato123", "mi contraseña es [password]"),
    ("a senha é gato123", "a senha é [password]"),
    ("пароль: кот123", "пароль: [password]"),
    ("密码是abc123，请", "密码是[password]，请"),
    ("密码：abc123，请", "密码：[password]，请"),
    ("パスワードはabc123です", "パスワードは[password]です"),
    ("şifre: abc", "şifre: [password]"),
    ("PIN: 1234", "PIN: [password]"),
    ("pin 1234", "pin [password]"),
    ("my PIN is 0000.", "my PIN is [password]."),
    ("passcode 4444", "passcode [password]"),
    ("CVV 123", "CVV [password]"),
    ("verification code 482913", "verification code [password]"),
    ("secret: s3cr3t", "secret: [token]"),
    ("API key: abc123def", "API key: [token]"),
    ("API_KEY=abc123def456", "API_KEY=[token]"),
    ("Passwort lautet: geheim", "Passwort lautet: [password]"),
    ("password (wifi): geheim", "password (wifi): [password]"),
    ("password - hunter2", "password - [password]"),
    ("пароль от почты — кот123", "пароль от почты — [password]"),
    ("I changed the password from Abc to Def99!", "I changed the password from Abc to [password]"),
    ("密码123456", "密码[password]"),
    ("パスワード「abc123」", "パスワード「[password]」"),
    ("OTP 482 913", "OTP [password]"),
    ("curl -u bob:hunter2 https://x.example", "curl -u [password] https://x.example"),
    ("export DB_PASSWORD=hunter2", "export DB_PASSWORD=[password]"),
    ("https://hooks.slack.com/services/T0/B0/XXX", "https://hooks.slack.com/services/[token]"),
    ("passphrase: correct horse battery\nand", "passphrase: [password]\nand"),
]

KEPT = [
    "Seen on 2024-01-02 12:30:45, from 10.01.2024 - 11.01.2024, 3/10/2024, at 08:00-17:00",
    "10.01.2024-11.01.2024, 2024-11-25-12-30-45, 2024/11/25 2024/11/26 25/11/24",
    "2024-11-25T12:30:45.123456Z and 20241125T123045Z and 20241125_123045 and 1700000000",
    "€1,234.56 and 1.234.567,89 € and 1 234 567 890 ₽ and $1,234,567,890.12 and 123456789 USD",
    "version 10.0.19045.3803, v2.31.4.12345, Chrome 120.0.6099.130, Windows 11 23H2 22631.3007",
    "ticket #1234, #123456789, order 12345678, INV-2024-00123, RE-20240115-0042, SKU 12345-678",
    "HTTP 500, 0x80070057, 0x00007FF6A1B2C3D4, KB5034441, NS_ERROR_DOM_BAD_URI",
    "192.168.100.200 and 81.22.130.140:8080",
    "in 1999 and 2024, 2 of 3 items, 14 people, 30 %, 0.123456789012",
    "java.lang.NullPointerException at TicketServiceImpl2.java:123",
    "screenshot-2024-01-02-at-12-30-45.png",
    "https://example.com/articles/how-to-reset-your-password-2024?page=2&code=500",
    "request id: 7f3a-09c1-d2",
    "call about order 12345678",
    "I was called on 2024-01-02 about it",
    "look at example.com please, @bob",
    "Password reset email never arrives, password page shows error 500",
    "my password is not working, das Passwort ist falsch, mon mot de passe est incorrect",
    "password reset failed at 12:30",
    "Forgot password:\nHello there",
    "Error: token: expired",
    "I pass 1234 tests, spinning 5000 times, basic functionality",
    "密码错误，无法登录",
    "Donaudampfschifffahrtsgesellschaftskapitän",
]


@pytest.mark.parametrize(("text", "redacted"), REDACTED)
def test_redacted(text, redacted):
    assert redact(text) == redacted


@pytest.mark.parametrize(("text", "redacted"), REDACTED)
def test_redacted_among_others(text, redacted):
    assert redact(f"Hello,\n{text}\nBye") == f"Hello,\n{redacted}\nBye"


def test_a_key_without_an_end_takes_the_rest():
    assert redact(f"key:\n{PEM[:50]}\nthanks") == "key:\n[token]"


@pytest.mark.parametrize("text", KEPT)
def test_kept(text):
    assert redact(text) == text


def test_hidden_characters_do_not_help():
    for text in (
        "4111\u200b1111\u00ad1111\u20601111",
        "bob\u200b@exam\u00adple.com",
        "0\u200b3012345678",
    ):
        assert prepare(text, limit=100, is_redacted=True) in {f"[{label}]" for label in LABELS}


def test_more_numbers_than_can_be_looked_up_are_redacted_unseen():
    unknown = [f"{number}" for number in range(700_000_000_001, 700_000_000_030)]
    assert redact(unknown[0]) == unknown[0]
    redacted = redact(", ".join(unknown)).split(", ")
    assert redacted[:MAX_LOOK_UPS] == unknown[:MAX_LOOK_UPS]
    assert set(redacted[MAX_LOOK_UPS:]) == {"[phone]"}
    assert redact("123 " * 30) == "[phone] "


parts = st.sampled_from(
    [text for text, _ in REDACTED]
    + [text for pair in REDACTED for text in pair[0].split()]
    + ["[email]", "[password]", "[", "]", "password", "pin", "is", ":", "=", '"', "'", "@", "://"]
    + ["1", "12", "1234", "12345678", "+", "-", ".", "/", "(", ")", "#", "?", "&", "key=", "tel"]
    + [" ", "\n", "a", "é", "漢", "は", "٣", "１", "2024-01-02", "12:30", "€", "de89", "bearer"]
)
anything = st.lists(parts, max_size=14).map("".join) | st.text(max_size=80)


@settings(max_examples=600, deadline=None)
@given(anything)
def test_redacting_twice_is_redacting_once(text):
    once = redact(text)
    assert redact(once) == once


ADVERSARIAL = [
    "a", "1", "1 ", "1-", "(1", "+1 ", "1\n", "12:", "0.", "v1.", "1.0.", "2024-", "2024-01-02 ",
    "4111 ", "4111 1111 1111 1112 ", "415-555-267 ", "99999999999 ", "030 12345678 x ", "call 1",
    "call ", "tel:", "€1 ", "1 234 ", "@", "a@", "a.", "a@b.", "é@é.", "用户@", "%40", "aa at ",
    "a at b dot ", "\"", "'a", "password ", "password: ", "password a a a a ", "password \t",
    "pin 12 ", "пароль ", "密码是", "passphrase: ", "api key ", "cookie: a", "bearer a", "eyJ",
    "eyJa.", "sk-", "-----BEGIN PRIVATE KEY-----", "-----BEGIN ", "://", "://a:", "://a:b@",
    "?token=", "?a", "de89 ", "DE89", "de89370400440532013000 ", "de89 3704 0044 0532 0130 01 ",
    "a-", "A-B1-", "ABCD1-", "a1b2c3d4e5f6g7h8 ", "a1b2c3d4e5f6g7h8-", "a1_", "a/b1+", "=",
    "[email]", "[", " ", "\n", "\t ",
]  # fmt: skip


def seconds(function, text):
    """Return the least processor time of three runs, without what else the machine does."""

    def once():
        start = time.process_time()
        function(text)
        return time.process_time() - start

    return min(once() for _ in range(3))


@pytest.mark.parametrize("part", ADVERSARIAL)
def test_no_text_takes_long(part):
    # About 0.03 s; quadratic time would be many seconds.
    assert seconds(redact, (part * 20_000)[:20_000]) < 0.25


@pytest.mark.parametrize(
    "part", ["7", "777 ", "7000000000 ", "700000000001 x ", "7 " * 30 + "x ", "030 12345678 x "]
)
def test_looking_up_phones_takes_no_time(part):
    redact("030 12345678")  # The first look-up reads the plans of the countries.
    # What the allowed look-ups take on this machine; without a bound it would be ten times that.
    allowed = MAX_LOOK_UPS * seconds(is_phone, "7 " * 30)
    assert seconds(lambda text: apply_rule(text, find_phones), (part * 6_000)[:6_000]) < 2 * allowed
