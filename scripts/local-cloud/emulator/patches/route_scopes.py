"""moto's UpdateRoute of API Gateway v2 keeps a route's authorization scopes when they are removed, so that every Terraform plan
shows a change, and the route requires what it no longer should."""

from typing import Any

from moto.apigatewayv2.models import Route


def apply() -> None:
    original = Route.update

    def patched(self: Route, *, authorization_scopes: list[str] | None, **others: Any) -> None:
        original(self, authorization_scopes=authorization_scopes, **others)
        if authorization_scopes is not None:
            self.authorization_scopes = authorization_scopes

    Route.update = patched
