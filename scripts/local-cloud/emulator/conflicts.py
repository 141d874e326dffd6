"""AWS's errors with status 409 for requests that conflict with existing resources."""

from moto.apigatewayv2.exceptions import APIGatewayV2Error
from moto.awslambda.exceptions import LambdaClientError


class ApiConflict(APIGatewayV2Error):
    code = 409

    def __init__(self, message: str):
        super().__init__("ConflictException", message)


class LambdaConflict(LambdaClientError):
    code = 409

    def __init__(self, message: str):
        super().__init__("ResourceConflictException", message)
