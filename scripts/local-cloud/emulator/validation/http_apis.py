"""Names of HTTP APIs' parts: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html"""

import re

from moto.apigatewayv2.models import apigatewayv2_backends

from .refused import Refused
from .rules import Request, rule

METHODS = ("ANY", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT")
DEFAULT = "$default"
# A part of a path: https://github.com/serverless/serverless/issues/10423 has the message for one that is invalid.
PART = re.compile(r"[^/{}\s]+|\{[\w.:-]+\}")
GREEDY_PART = re.compile(r"\{[\w.:-]+\+\}")
LONGEST_VARIABLE_NAME = 64
STAGE = re.compile(r"[A-Za-z0-9_-]{1,128}")
# Of an integration with a function: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
FORMATS = ("1.0", "2.0")
LAMBDA = re.compile(r"arn:aws:(lambda:|apigateway:[a-z0-9-]+:lambda:)")


def bad_request(message: str) -> Refused:
    return Refused("BadRequestException", message)


@rule("apigatewayv2", "CreateRoute", "UpdateRoute")
def route_key(request: Request) -> None:
    key = request["RouteKey"]
    if key is None or key == DEFAULT or not is_http(request):
        return
    method, _, path = key.partition(" ")
    if method not in METHODS or not path.startswith("/"):
        raise bad_request(f"The provided route key is not formatted properly for HTTP protocol. Format should be \"<HTTP METHOD> /<RESOURCE PATH>\" or "
                          f"\"{DEFAULT}\"")
    *parts, last = path[1:].split("/")
    valid = all(map(PART.fullmatch, parts)) and (not last or PART.fullmatch(last) or GREEDY_PART.fullmatch(last))
    if not valid or any(len(part) > LONGEST_VARIABLE_NAME + 2 for part in (*parts, last) if part.startswith("{")):
        raise bad_request("One or more path parts appear to be invalid")


@rule("apigatewayv2", "CreateStage")
def stage_name(request: Request) -> None:
    if request["StageName"] != DEFAULT and not STAGE.fullmatch(request["StageName"]):
        raise bad_request("Stage name only allows a-zA-Z0-9_-")


@rule("apigatewayv2", "CreateIntegration", "UpdateIntegration")
def payload_format(request: Request) -> None:
    version = request["PayloadFormatVersion"]
    if version is not None and version not in FORMATS:
        raise bad_request(f"PayloadFormatVersion {version} is not supported. Supported versions: {', '.join(FORMATS)}")


@rule("apigatewayv2", "CreateIntegration")
def integration(request: Request) -> None:
    if request["IntegrationType"] == "AWS_PROXY" and not request["IntegrationSubtype"] and not LAMBDA.match(request["IntegrationUri"] or "") \
            and is_http(request):
        raise bad_request("Invalid function ARN or invalid uri")


def is_http(request: Request) -> bool:
    """Whether the API has the protocol HTTP. One that doesn't exist is reported by moto itself."""
    api = apigatewayv2_backends[request.account][request.region].apis.get(request["ApiId"])
    return api is not None and api.protocol_type == "HTTP"
