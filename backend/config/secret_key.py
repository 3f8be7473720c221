"""The key that signs sessions and links."""

DEVELOPMENT_KEY = "development-only-key-never-used-when-debug-is-off"
# Keys published in this project's files.
PUBLIC_KEYS = (
    DEVELOPMENT_KEY,
    "for-local-use-only-set-your-own-before-others-can-reach-this",
)
# As `check --deploy` demands.
KEY_LENGTH, KEY_LETTERS = 50, 5
MAKE_A_KEY = 'python -c "import secrets; print(secrets.token_urlsafe(50))"'


def find_weakness(key: str) -> str | None:
    """Return the reason why a stranger could know or guess the key, or None."""
    if key.strip() in PUBLIC_KEYS or key.startswith("django-insecure-"):
        return "this one is published"
    if len(key.strip()) < KEY_LENGTH:
        return f"this one has fewer than {KEY_LENGTH} characters"
    if len(set(key)) < KEY_LETTERS:
        return "this one repeats a few characters"
    return None
