"""moto's API Gateway v2 deletes an integration or an authorizer that routes use, and accepts a route to an integration or with an
authorizer that doesn't exist."""

from collections.abc import Callable
from typing import Any

from conflicts import ApiConflict
from moto.apigatewayv2.models import Api, Route


def apply() -> None:
    delete_integration = Api.delete_integration
    delete_authorizer = Api.delete_authorizer

    def patched_delete_integration(self: Api, integration_id: str) -> None:
        self.get_integration(integration_id)
        routes = [route.route_id for route in self.get_routes() if route.target == f"integrations/{integration_id}"]
        if routes:
            raise ApiConflict(
                "Cannot delete Integration because it is referenced by the following Routes with Ids: "
                f"[{', '.join(routes)}]"
            )
        delete_integration(self, integration_id)

    def patched_delete_authorizer(self: Api, authorizer_id: str) -> None:
        authorizer = self.get_authorizer(authorizer_id)
        for route in self.get_routes():
            if route.authorizer_id == authorizer_id:
                raise ApiConflict(
                    f"Cannot delete authorizer '{authorizer.name}', is referenced in route: {route.route_key}"
                )
        delete_authorizer(self, authorizer_id)

    Api.create_route = checked(Api.create_route)
    Api.update_route = checked(Api.update_route)
    Api.delete_integration = patched_delete_integration
    Api.delete_authorizer = patched_delete_authorizer


def checked(change: Callable[..., Route]) -> Callable[..., Route]:
    def patched(self: Api, *args: Any, **kwargs: Any) -> Route:
        kind, _, name = (kwargs.get("target") or "").partition("/")
        if kind == "integrations":
            self.get_integration(name)
        if kwargs.get("authorizer_id"):
            self.get_authorizer(kwargs["authorizer_id"])
        return change(self, *args, **kwargs)

    return patched
