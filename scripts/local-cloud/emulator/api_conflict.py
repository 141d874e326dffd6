"""How API Gateway refuses what conflicts with what is there."""

from moto.apigatewayv2.exceptions import APIGatewayV2Error


class ApiConflict(APIGatewayV2Error):
    """ConflictException, with status 409."""

    code = 409

    def __init__(self, message: str):
        super().__init__("ConflictException", message)
