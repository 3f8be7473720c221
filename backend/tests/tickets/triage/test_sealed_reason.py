"""A cached reason is for those who have the text."""

from tickets.triage.sealed_reason import seal, unseal


def test_only_the_same_text_opens_it():
    sealed = seal("Charged twice, – 日本", "My card was charged twice.")
    assert sealed and "twice" not in sealed
    assert unseal(sealed, "My card was charged twice.") == "Charged twice, – 日本"
    assert unseal(sealed, "My card was charged twice!") is None
    assert unseal("Not sealed: an earlier release cached it.", "text") is None


def test_no_reason_stays_none():
    assert seal(None, "text") is None
    assert unseal(None, "text") is None
