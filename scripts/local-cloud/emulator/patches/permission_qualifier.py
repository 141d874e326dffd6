"""moto stores the permissions for all qualifiers of a function in one policy: it returns all of them for GetPolicy, removes a
statement of another qualifier with the same identifier, and accepts an identifier twice. On AWS, each version and each alias has
its own policy, so a permission on the wrong one has no effect, and identifiers are unique."""

import json
from typing import Any
from urllib.parse import unquote

from conflicts import LambdaConflict
from moto.awslambda.models import LambdaBackend, LambdaFunction
from moto.awslambda.policy import Policy
from moto.awslambda.responses import LambdaResponse
from moto.core.common_types import TYPE_RESPONSE


def apply() -> None:
    original = LambdaBackend.add_permission

    def patched(self: LambdaBackend, function_name: str, qualifier: str, raw: str) -> dict[str, Any]:
        name = json.loads(raw)["StatementId"]
        own = own_policy(self.get_function(function_name, qualifier), qualifier)
        if any(statement["Sid"] == name for statement in own.statements):
            raise LambdaConflict(f"The statement id ({name}) provided already exists. "
                                 "Please provide a new statement id, or remove the existing statement.")
        return original(self, function_name, qualifier, raw)

    LambdaBackend.add_permission = patched
    LambdaBackend.get_policy = get_policy
    LambdaResponse.remove_permission = remove_permission


def get_policy(self: LambdaBackend, function_name: str, qualifier: str | None = None) -> str:
    return own_policy(self.get_function(function_name, qualifier), qualifier).wire_format()


def remove_permission(self: LambdaResponse) -> TYPE_RESPONSE:
    name, _, statement = self.path.split("?")[0].split("/")[-3:]
    qualifier = self._get_param("Qualifier")
    function = self.backend.get_function(unquote(name), qualifier)
    own = own_policy(function, qualifier)
    others = [each for each in function.policy.statements if each not in own.statements]
    own.del_statement(unquote(statement), self._get_param("RevisionId", ""))
    function.policy.statements[:] = others + own.statements
    return 204, {}, ""


def own_policy(function: LambdaFunction, qualifier: str | None) -> Policy:
    """The part of a function's policy for one qualifier, or for the function without a qualifier."""
    # The ARN of a version ends in its number.
    arn = ":".join(function.function_arn.split(":")[:7])
    wanted = f"{arn}:{qualifier}" if qualifier else arn
    own = Policy(function)
    own.revision = function.policy.revision
    own.statements = [statement for statement in function.policy.statements if statement["Resource"] == wanted]
    return own
