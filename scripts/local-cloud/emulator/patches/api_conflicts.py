"""moto's API Gateway v2 creates a route or a stage that already exists. AWS treats two routes as the same if they differ only in
the names of their parameters."""

import re
from typing import Any

from conflicts import ApiConflict
from moto.apigatewayv2.models import Api, Route, Stage

PARAMETER = re.compile(r"\{[^}+]*(\+?)\}")


def apply() -> None:
    create_route = Api.create_route
    update_route = Api.update_route
    create_stage = Api.create_stage

    def patched_create_route(self: Api, *args: Any, **kwargs: Any) -> Route:
        compare(kwargs["route_key"], self.get_routes())
        return create_route(self, *args, **kwargs)

    def patched_update_route(self: Api, route_id: str, *args: Any, **kwargs: Any) -> Route:
        if kwargs.get("route_key"):
            compare(kwargs["route_key"], [route for route in self.get_routes() if route.route_id != route_id])
        return update_route(self, route_id, *args, **kwargs)

    def patched_create_stage(self: Api, config: dict[str, Any]) -> Stage:
        if config.get("stageName") in self.stages:
            raise ApiConflict("Stage already exists")
        return create_stage(self, config)

    Api.create_route = patched_create_route
    Api.update_route = patched_update_route
    Api.create_stage = patched_create_stage


def compare(key: str, others: list[Route]) -> None:
    for other in others:
        if other.route_key == key:
            raise ApiConflict(f"Route with key {key} already exists for this API")
        if nameless(other.route_key) == nameless(key):
            raise ApiConflict(
                f'The provided route key "{key}" has a conflicting variable '
                f'on the same hierarchical level as "{other.route_key}"'
            )


def nameless(key: str) -> str:
    return PARAMETER.sub(r"{\1}", key)
