"""moto's API Gateway v2 accepts a stage with settings for a route that doesn't exist."""

import json
from typing import Any

from conflicts import RouteKeyNotFound
from moto.apigatewayv2.models import Api, Stage
from moto.apigatewayv2.responses import ApiGatewayV2Response
from moto.core.common_types import TYPE_RESPONSE


def apply() -> None:
    create_stage = Api.create_stage
    update_stage = ApiGatewayV2Response.update_stage

    def patched_create_stage(self: Api, config: dict[str, Any]) -> Stage:
        find_routes(self, config)
        return create_stage(self, config)

    def patched_update_stage(self: ApiGatewayV2Response) -> TYPE_RESPONSE:
        find_routes(self.apigatewayv2_backend.get_api(self.path.split("/")[-3]), json.loads(self.body))
        return update_stage(self)

    Api.create_stage = patched_create_stage
    ApiGatewayV2Response.update_stage = patched_update_stage


def find_routes(api: Api, config: dict[str, Any]) -> None:
    known = {route.route_key for route in api.get_routes()}
    for key in config.get("routeSettings") or {}:
        if key not in known:
            raise RouteKeyNotFound(key)
