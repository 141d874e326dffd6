"""Trust policies of roles: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html"""

import json

from .refused import Refused
from .rules import Request, rule


@rule("iam", "CreateRole", "UpdateAssumeRolePolicy")
def trust(request: Request) -> None:
    """The message: https://github.com/AWSCookbook/Security/issues/2"""
    try:
        document = json.loads(request["AssumeRolePolicyDocument"] or request["PolicyDocument"] or "")
    except (ValueError, RecursionError):
        raise Refused("MalformedPolicyDocument", "This policy contains invalid Json") from None
    if not isinstance(document, dict) or not document.get("Statement"):
        raise Refused("MalformedPolicyDocument", "Syntax errors in policy.")
