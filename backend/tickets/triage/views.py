"""The API for suggestions."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from core.http.openapi_responses import FORBIDDEN, THROTTLED, UNREADABLE
from core.http.permissions import has_agents_rights
from core.http.throttling import ClassifyAllThrottle, PersonThrottle
from core.http.views import AgentView
from tickets.llm_service import classify
from tickets.triage.serializers import ClassifyRequestSerializer, SuggestionSerializer


class ClassifyView(AgentView):
    """Suggestions for a description; strangers may ask, too."""

    public_actions = ("post",)
    throttle_classes = (PersonThrottle, ClassifyAllThrottle)
    throttle_scope = "classify"
    # A description of 20,000 characters takes up to 240 kB, written as JSON escapes.
    max_body_bytes = 256 * 1024

    @extend_schema(
        summary="Suggest a category and a priority",
        description="Answers 200 even when no suggestion can be had: both values are null then.",
        request=ClassifyRequestSerializer,
        responses={200: SuggestionSerializer, **UNREADABLE, **FORBIDDEN, **THROTTLED},
    )
    def post(self, request: Request) -> Response:
        serializer = ClassifyRequestSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        suggestion = classify(
            serializer.validated_data["description"], is_agent=has_agents_rights(request)
        )
        return Response(suggestion.as_json())
