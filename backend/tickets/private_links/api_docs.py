"""The link, in the OpenAPI sense, from an answer with a token to the operation that takes it."""

FOLLOW_PRIVATE_LINK = {
    "request": {
        "operationId": "requests_retrieve",
        "parameters": {"token": "$response.body#/request_token"},
    }
}
