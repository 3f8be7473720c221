"""Signals about messages, for apps above this one.

`conversations.services` sends them within the transaction that writes the message: an exception of
a receiver undoes it. Imports send none.
"""

from django.dispatch import Signal

# Arguments: `message` (Message), `by` (Actor).
message_posted = Signal()

# Arguments: `message` (Message, already deleted), `by` (Actor).
message_taken_back = Signal()
