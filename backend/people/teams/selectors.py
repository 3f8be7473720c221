"""Reading of teams."""

from people.teams.models import Membership


def team_ids_of(agent_id: int) -> list[int]:
    """Return the ids of the teams that an agent belongs to."""
    return list(
        Membership.objects.filter(agent=agent_id).order_by("team").values_list("team", flat=True)
    )
