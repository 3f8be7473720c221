import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q
from django.db.models.functions import Length, Trim
from django.db.models.lookups import GreaterThan


class Migration(migrations.Migration):
    """Agents keep views, and share them."""

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("people", "0002_team"),
        ("tickets", "0034_snooze"),
    ]
    operations = [
        migrations.CreateModel(
            name="SharedView",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60)),
                (
                    "sort_key",
                    models.CharField(
                        editable=False,
                        help_text=(
                            "The name without case and accents, as people sort and compare it."
                        ),
                        max_length=60,
                    ),
                ),
                (
                    "query",
                    models.TextField(
                        blank=True,
                        help_text="The filters, as in the list's address.",
                        max_length=4000,
                    ),
                ),
                ("ordering", models.CharField(max_length=20)),
                (
                    "group",
                    models.CharField(
                        blank=True, help_text="The field to group by, if any.", max_length=10
                    ),
                ),
                (
                    "columns",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="What rows show; empty for the usual columns.",
                    ),
                ),
                ("is_for_everyone", models.BooleanField(default=False)),
                (
                    "version",
                    models.PositiveIntegerField(
                        default=1, editable=False, help_text="Grows by one with every edit."
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        help_text="Who made it; null after they were deleted, if it was shared.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        help_text="The team that it is shared with.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="people.team",
                    ),
                ),
            ],
            options={
                "verbose_name": "view",
                "ordering": ("sort_key", "id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=GreaterThan(Length(Trim("name")), 0),
                        name="shared_view_name_not_blank",
                    ),
                    models.CheckConstraint(
                        condition=Q(is_for_everyone=False) | Q(team=None),
                        name="shared_view_with_one",
                    ),
                    models.UniqueConstraint(
                        fields=("owner", "sort_key"),
                        condition=Q(owner__isnull=False),
                        name="shared_view_name_unique",
                    ),
                ],
                "indexes": [
                    models.Index(
                        fields=["sort_key", "id"],
                        condition=Q(is_for_everyone=True),
                        name="shared_view_for_everyone",
                    ),
                ],
            },
        ),
    ]
