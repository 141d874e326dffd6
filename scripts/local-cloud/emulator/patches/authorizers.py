"""moto's API Gateway v2 doesn't implement GetAuthorizers."""

import json

from moto.apigatewayv2.responses import ApiGatewayV2Response
from moto.core.common_types import TYPE_RESPONSE


def apply() -> None:
    ApiGatewayV2Response.get_authorizers = get_authorizers


def get_authorizers(self: ApiGatewayV2Response) -> TYPE_RESPONSE:
    api = self.apigatewayv2_backend.get_api(self.path.split("/")[-2])
    return 200, {}, json.dumps({"items": [authorizer.to_json() for authorizer in api.authorizers.values()]})
