"""Authorizes actions with moto's IAM that moto itself doesn't perform or doesn't authorize."""

from access_keys import PARTITION
from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.iam.access_control import CreateAccessKeyFailure, IAMPolicy, PermissionResult, create_access_key
from moto.iam.exceptions import NotFoundException
from signatures import ALGORITHM, AccessKey, Refusal


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
    results = [IAMPolicy(policy).is_action_permitted(action, resource) for policy in policies]
    if PermissionResult.DENIED in results:
        reason = "with an explicit deny in an identity-based policy"
    elif PermissionResult.PERMITTED not in results:
        reason = f"because no identity-based policy allows the {action} action"
    else:
        return
    message = f"User: {caller.arn} is not authorized to perform: {action} on resource: {resource} {reason}"
    raise Refusal("AccessDeniedException", message, service)
