"""The error with which AWS refuses a request that its model does not allow: a code for each service, and a common text."""

from typing import Any

from moto.core.model import OperationModel
from signatures import Refusal

from .constraints import Shape, WrongTypeError, violations

# The code of a violated constraint. Not in the models; as reported for each service:
# IAM: https://github.com/SWO-GS/auto-tag/issues/90, CloudWatch Logs: https://github.com/cisagov/crossfeed/issues/374,
# Secrets Manager: https://github.com/aws/aws-sdk-kotlin/issues/1469, SNS: https://github.com/localstack/localstack/issues/11082
CODES = {"iam": "ValidationError", "sts": "ValidationError", "cloudwatch": "ValidationError", "logs": "InvalidParameterException",
         "sns": "InvalidParameter", "apigatewayv2": "BadRequestException", "apigateway": "BadRequestException"}
COMMON_CODE = "ValidationException"
# Its model names sets of values only, for which SQS has errors of its own (queues.py).
WITHOUT_CONSTRAINTS = {"sqs"}


class Refused(Refusal):
    """A request that AWS understands, but refuses."""

    def __init__(self, code: str, message: str, status: int = 400) -> None:
        super().__init__(code, message, status=status)


def models_refusal(operation: OperationModel, parameters: dict[str, Any]) -> Refused | None:
    """The refusal of a request that doesn't fit its operation's model."""
    service = str(operation.service_model.service_name)
    shape: Shape = operation.input_shape
    if shape is None or service in WITHOUT_CONSTRAINTS:
        return None
    try:
        found = list(violations(shape, parameters))
    except WrongTypeError as mistake:
        return Refused("SerializationException", str(mistake))
    if not found:
        return None
    errors = "error" if len(found) == 1 else "errors"
    return Refused(CODES.get(service, COMMON_CODE), f"{len(found)} validation {errors} detected: {'; '.join(found)}")
