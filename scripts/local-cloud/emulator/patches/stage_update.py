"""moto doesn't implement UpdateStage of API Gateway v2."""

import json
from datetime import datetime

from moto.apigatewayv2.models import Stage
from moto.apigatewayv2.responses import ApiGatewayV2Response
from moto.core.common_types import TYPE_RESPONSE
from moto.core.utils import camelcase_to_underscores


def apply() -> None:
    ApiGatewayV2Response.update_stage = update_stage


def update_stage(self: ApiGatewayV2Response) -> TYPE_RESPONSE:
    parts = self.path.split("/")
    stage: Stage = self.apigatewayv2_backend.get_stage(parts[-3], parts[-1])
    for name, value in json.loads(self.body).items():
        attribute = camelcase_to_underscores(name)
        if hasattr(stage, attribute):
            setattr(stage, attribute, value)
    stage.updated = datetime.now()
    return 200, {}, json.dumps(stage.to_json())
