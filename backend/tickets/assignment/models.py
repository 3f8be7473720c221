"""Teams that get the tickets of a category."""

from django.db import models

from people.models import Team
from tickets.vocabulary import Category


class CategoryTeam(models.Model):
    """The team of a category; one without a row has none."""

    category = models.CharField(max_length=20, choices=Category, primary_key=True)
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(category__in=Category.values), name="category_team_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_category_display()}: team {self.team_id}"
