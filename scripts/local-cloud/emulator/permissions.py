"""Authorizes actions with moto's IAM that moto itself doesn't perform or doesn't authorize."""

from typing import Any

from data.backends import PARTITION
from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.iam.access_control import CreateAccessKeyFailure, IAMPolicy, PermissionResult, create_access_key
from moto.iam.exceptions import NotFoundException
from moto.iam.models import iam_backends
from moto.sts.models import sts_backends
from signatures import ALGORITHM, AccessKey, Refusal

# The conditions of statements for requests with TLS, as all are here (patches/policy_conditions.py), and for requests without it.
WITH_TLS = {"Bool": {"aws:SecureTransport": "true"}}
WITHOUT_TLS = {"Bool": {"aws:SecureTransport": "false"}}


def is_signed_by(authorization: str, key: AccessKey) -> bool:
    return authorization.startswith(f"{ALGORITHM} Credential={key.identifier}/")


def check(authorization: str, token: str | None, action: str, resource: str) -> None:
    """Raises Refusal unless the policies of the caller allow an action such as lambda:InvokeFunction on the resource with this ARN.
    The signature has already been verified.
    https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html"""
    service = action.partition(":")[0]
    identifier = authorization.partition("Credential=")[2].partition("/")[0]
    try:
        caller = create_access_key(DEFAULT_ACCOUNT_ID, PARTITION, identifier, {} if token is None else {"X-Amz-Security-Token": token})
        policies = caller.collect_policies()
    except (CreateAccessKeyFailure, NotFoundException):
        raise Refusal("UnrecognizedClientException", "The role or the user that signed the request no longer exists.", service) from None
    results = [document_of(policy).is_action_permitted(action, resource) for policy in policies]
    if PermissionResult.DENIED in results:
        reason = "with an explicit deny in an identity-based policy"
    elif PermissionResult.PERMITTED not in results:
        reason = f"because no identity-based policy allows the {action} action"
    elif (session := session_policy(identifier)) and session.is_action_permitted(action, resource) is not PermissionResult.PERMITTED:
        reason = f"because no session policy allows the {action} action"
    else:
        return
    message = f"User: {caller.arn} is not authorized to perform: {action} on resource: {resource} {reason}"
    raise Refusal("AccessDeniedException", message, service)


def allows(role: str, action: str, resource: str) -> bool:
    """Whether the policies of a role, given by its ARN, allow an action on the resource with this ARN."""
    iam = iam_backends[DEFAULT_ACCOUNT_ID][PARTITION]
    found: Any = iam.get_role_by_arn(role)
    policies = [*found.policies.values(), *(policy.document for policy in found.managed_policies.values())]
    results = {document_of(policy).is_action_permitted(action, resource) for policy in policies}
    return PermissionResult.DENIED not in results and PermissionResult.PERMITTED in results


def session_policy(identifier: str) -> IAMPolicy | None:
    """The policy that was given when a role was assumed, which allows at most what the role's policies allow."""
    role = sts_backends[DEFAULT_ACCOUNT_ID][PARTITION].get_assumed_role_from_access_key(identifier)
    return document_of(role.policy) if role is not None and role.policy else None


def document_of(policy: Any) -> IAMPolicy:
    """A policy without conditions. Most values that they need aren't known here, so a statement with a condition denies what it could
    deny, and allows nothing; moto would ignore the condition."""
    document = IAMPolicy(policy)
    statements = document._policy_json["Statement"]
    document._policy_json["Statement"] = [
        {name: part for name, part in statement.items() if name != "Condition"}
        for statement in (statements if isinstance(statements, list) else [statements]) if may_apply(statement)]
    return document


def may_apply(statement: dict[str, Any]) -> bool:
    condition = statement.get("Condition") or WITH_TLS
    return condition == WITH_TLS or (statement["Effect"] == "Deny" and condition != WITHOUT_TLS)
