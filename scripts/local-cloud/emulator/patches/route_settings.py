"""moto doesn't implement DeleteRouteSettings of API Gateway v2, with which Terraform removes a route's own limits."""

from urllib.parse import unquote

from conflicts import RouteKeyNotFound
from moto.apigatewayv2 import urls
from moto.apigatewayv2.models import Stage
from moto.apigatewayv2.responses import ApiGatewayV2Response
from moto.core.common_types import TYPE_RESPONSE

PATH = "{0}/v2/apis/(?P<api_id>[^/]+)/stages/(?P<stage_name>[^/]+)/routesettings/(?P<route_key>.+)$"


def apply() -> None:
    urls.url_paths[PATH] = ApiGatewayV2Response.dispatch
    ApiGatewayV2Response.delete_route_settings = delete


def delete(self: ApiGatewayV2Response) -> TYPE_RESPONSE:
    path, _, key = self.path.partition("/routesettings/")
    *_, api, _, name = path.split("/")
    stage: Stage = self.apigatewayv2_backend.get_stage(api, name)
    if stage.route_settings.pop(unquote(key), None) is None:
        raise RouteKeyNotFound(unquote(key))
    return 204, {}, ""
