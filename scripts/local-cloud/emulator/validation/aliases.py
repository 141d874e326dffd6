"""Weights of aliases: https://docs.aws.amazon.com/lambda/latest/dg/configuring-alias-routing.html"""

from typing import Any

from moto.awslambda.exceptions import LambdaClientError

from .functions import backend_of, invalid
from .refused import Refused
from .rules import Request, rule


@rule("lambda", "CreateAlias", "UpdateAlias")
def weights(request: Request) -> None:
    """The model has the range of a weight."""
    routing: dict[str, float] = (request["RoutingConfig"] or {}).get("AdditionalVersionWeights") or {}
    main = request["FunctionVersion"] or version_of(request)
    if len(routing) > 1:
        raise invalid("Number of items in AdditionalVersionWeights cannot be greater than 1")
    if routing and "$LATEST" in (main, *routing):
        raise invalid("$LATEST is not supported for an alias pointing to more than 1 version")
    if main in routing:
        raise invalid(f"Invalid function version {main}. Function version {main} is already included in routing configuration.")
    for version in routing:
        try:
            backend_of(request).get_function(request["FunctionName"], version)
        except LambdaClientError:
            raise Refused("ResourceNotFoundException", f"Function not found: {request['FunctionName']}:{version}", 404) from None


@rule("lambda", "UpdateAlias", "DeleteAlias")
def revision(request: Request) -> None:
    alias = alias_of(request)
    if alias and request["RevisionId"] and request["RevisionId"] != alias.revision_id:
        raise Refused("PreconditionFailedException", "The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to "
                      "retrieve the latest Revision Id", 412)


def version_of(request: Request) -> str | None:
    alias = alias_of(request)
    return alias.function_version if alias else None


def alias_of(request: Request) -> Any:
    """None if it doesn't exist, which moto itself reports."""
    try:
        return backend_of(request).get_alias(request["Name"], request["FunctionName"])
    except LambdaClientError:
        return None
