"""The comparison of what a team shares its work by: agents, teams, tags, queues."""
