"""moto keeps the permissions of all qualifiers of a function in one policy, and answers GetPolicy with all of them. On
AWS each version and each alias has its own, so that a permission on the wrong one does not work."""

from moto.awslambda.models import LambdaBackend
from moto.awslambda.policy import Policy


def apply() -> None:
    LambdaBackend.get_policy = get_policy


def get_policy(self: LambdaBackend, function_name: str, qualifier: str | None = None) -> str:
    function = self._lambdas.get_function_by_name_or_arn_with_qualifier(function_name, qualifier)
    # The ARN of a version has its number at the end.
    arn = ":".join(function.function_arn.split(":")[:7])
    wanted = f"{arn}:{qualifier}" if qualifier else arn
    own = Policy(function)
    own.revision = function.policy.revision
    own.statements = [statement for statement in function.policy.statements if statement["Resource"] == wanted]
    return own.wire_format()
