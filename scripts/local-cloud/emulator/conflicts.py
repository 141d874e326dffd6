"""AWS's errors for requests that conflict with existing resources, or refer to none."""

from moto.apigatewayv2.exceptions import APIGatewayV2Error
from moto.awslambda.exceptions import LambdaClientError


class ApiConflict(APIGatewayV2Error):
    code = 409

    def __init__(self, message: str):
        super().__init__("ConflictException", message)


class RouteKeyNotFound(APIGatewayV2Error):
    code = 404

    def __init__(self, key: str):
        super().__init__("NotFoundException", f"Unable to find Route by key {key} within the provided RouteSettings")


class LambdaConflict(LambdaClientError):
    code = 409

    def __init__(self, message: str):
        super().__init__("ResourceConflictException", message)
