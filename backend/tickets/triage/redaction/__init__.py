"""Removal of contact data and secrets from texts that go to a language model."""
