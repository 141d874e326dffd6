"""Which operation a request calls, and with which parameters, named as in AWS's models."""

import json
import re
from typing import Any

from botocore.exceptions import UnknownServiceError
from botocore.model import OperationNotFoundError
from flask import request
from moto.core.model import OperationModel
from moto.core.parse import PROTOCOL_PARSERS, RequestParserError
from moto.core.request import determine_request_protocol
from moto.core.responses import BaseResponse
from moto.core.utils import get_service_model

from .constraints import Shape, WrongTypeError, check_json
from .refused import Refused

# AWS's parsers stop at this depth of nested JSON, long before Python's does.
DEEPEST = 1000


def parameters(action: BaseResponse) -> tuple[OperationModel, dict[str, Any]] | None:
    """None if the request is for no operation that the models know, which moto itself rejects. Raises Refused if the request can't be parsed."""
    name = action._get_action()
    try:
        service = get_service_model(action.boto3_service_name)
        operation = service.operation_model(name)
        protocol = determine_request_protocol(service, request.content_type)
    except (OperationNotFoundError, UnknownServiceError, NotImplementedError, TypeError):
        return None
    # Lambda's body, for instance, is JSON whatever its content type says.
    if str(service.protocol).startswith("rest-"):
        protocol = str(service.protocol)
    if "json" in protocol:
        check_types(operation)
    place = action.uri_match or uri_match(operation, action.raw_path)
    try:
        return operation, PROTOCOL_PARSERS[protocol](operation).parse({
            "method": request.method, "values": request.values, "headers": request.headers, "body": request.get_data(),
            "url_path": request.path, "url_params": place.groupdict() if place else {}})
    except RecursionError:
        raise Refused("SerializationException", f"The request is nested more than {DEEPEST} levels deep.") from None
    except (RequestParserError, ValueError, TypeError, AttributeError):
        raise Refused("SerializationException", "The request can't be parsed.") from None


def check_types(operation: OperationModel) -> None:
    """Raises Refused if the body's JSON has values of other types than the model's, which moto's parser would convert."""
    shape: Shape = operation.input_shape
    payload = shape and shape.serialization.get("payload")
    if shape is None or (payload and shape.members[payload].type_name != "structure"):
        return
    try:
        body = json.loads(request.get_data() or b"{}")
    except (ValueError, RecursionError):
        return  # The parser reports it.
    try:
        check_json(shape.members[payload] if payload else shape, body)
    except WrongTypeError as mistake:
        raise Refused("SerializationException", str(mistake)) from None


def uri_match(operation: OperationModel, path: str) -> re.Match[str] | None:
    return re.match(BaseResponse.uri_to_regexp(operation.http["requestUri"].partition("?")[0]), path)
