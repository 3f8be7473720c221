"""Serializers of the signed-in person's account and tokens."""

from django.contrib.auth.models import User
from rest_framework import serializers

from accounts.models import NAME_MAX_LENGTH, ApiToken
from accounts.sign_in import second_factor
from core.http.fields import LineField, VocabularyField
from core.http.scopes import Scope

MAX_DAYS = 365


class SecondFactorSerializer(serializers.Serializer[User]):
    """A second factor of the person who is signed in."""

    is_required = serializers.SerializerMethodField(
        help_text="Whether everything but one's own account is closed without it."
    )
    is_set_up = serializers.SerializerMethodField()

    def get_is_required(self, user: User) -> bool:
        return second_factor.is_required(user)

    def get_is_set_up(self, user: User) -> bool:
        return second_factor.is_set_up(user)


class AccountSerializer(serializers.Serializer[User]):
    """The person who is signed in."""

    id = serializers.IntegerField(read_only=True)
    name = serializers.SerializerMethodField()
    email = serializers.EmailField(read_only=True)
    is_admin = serializers.BooleanField(source="is_superuser", read_only=True)
    second_factor = SecondFactorSerializer(source="*", read_only=True)

    def get_name(self, user: User) -> str:
        return user.get_full_name() or user.get_username()


class ApiTokenSerializer(serializers.Serializer[ApiToken]):
    """A token of the person who is signed in; it is told itself only when it is made."""

    id = serializers.UUIDField(read_only=True)
    name = LineField(max_length=NAME_MAX_LENGTH)
    prefix = serializers.CharField(
        source="token_key", read_only=True, help_text="How the token begins."
    )
    created_at = serializers.DateTimeField(source="created", read_only=True)
    expires_at = serializers.DateTimeField(source="expiry", read_only=True)
    last_used_at = serializers.DateTimeField(
        read_only=True, allow_null=True, help_text="To about a minute; null before the first use."
    )
    expires_in_days = serializers.IntegerField(min_value=1, max_value=MAX_DAYS, write_only=True)
    scope = VocabularyField(
        choices=[(scope.value, scope.value) for scope in Scope],
        default=Scope.EVERYTHING.value,
        help_text=(
            "`read` allows safe methods, `submit` only `POST /api/tickets/` and "
            "`POST /api/tickets/classify/`, with a stranger's answers."
        ),
    )


class NewApiTokenSerializer(ApiTokenSerializer):
    """A token that was made just now, with the token itself."""

    token = serializers.CharField(read_only=True, help_text="Shown this once.")
