"""Conversations: their messages, the requests for them, and many agents at once."""
