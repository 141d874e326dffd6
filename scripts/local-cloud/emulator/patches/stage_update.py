"""moto does not implement UpdateStage of API Gateway v2."""

import json
from datetime import datetime

from moto.apigatewayv2.models import Stage
from moto.apigatewayv2.responses import ApiGatewayV2Response
from moto.core.common_types import TYPE_RESPONSE

ATTRIBUTES = {
    "accessLogSettings": "access_log_settings",
    "autoDeploy": "auto_deploy",
    "clientCertificateId": "client_certificate_id",
    "defaultRouteSettings": "default_route_settings",
    "description": "description",
    "routeSettings": "route_settings",
    "stageVariables": "stage_variables",
}


def apply() -> None:
    ApiGatewayV2Response.update_stage = update_stage


def update_stage(self: ApiGatewayV2Response) -> TYPE_RESPONSE:
    parts = self.path.split("/")
    stage: Stage = self.apigatewayv2_backend.get_stage(parts[-3], parts[-1])
    for name, value in json.loads(self.body).items():
        if name in ATTRIBUTES:
            setattr(stage, ATTRIBUTES[name], value)
    stage.updated = datetime.now()
    return 200, {}, json.dumps(stage.to_json())
