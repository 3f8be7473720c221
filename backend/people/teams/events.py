"""A signal about changed teams, for apps above this one.

It is sent within the transaction that writes the team, whose row is locked.
"""

from django.dispatch import Signal

# Arguments: `team` (Team, as it is now).
team_changed = Signal()
