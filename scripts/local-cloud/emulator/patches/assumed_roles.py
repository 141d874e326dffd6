"""moto returns credentials for a role that doesn't exist, and uses the last part of an ARN as the role's name, so that the trust
policy of arn:aws:iam::ACCOUNT:role/x can be bypassed with the name role/y/x. It fails if a trust policy names a service, and
also trusts a principal whose ARN is a part of one in the policy."""

from typing import Any

from data.backends import PARTITION
from moto.core.exceptions import _RESTError
from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.iam.access_control import IAMPolicyStatement
from moto.iam.models import iam_backends
from moto.sts.models import AssumedRole, STSBackend


class NoRoleException(_RESTError):
    code = 403

    def __init__(self, arn: str):
        super().__init__("AccessDenied", f"The role {arn} doesn't exist.")


def apply() -> None:
    assume = STSBackend.assume_role

    def patched(self: STSBackend, *, role_arn: str, **others: Any) -> AssumedRole:
        if all(role.arn != role_arn for role in iam_backends[DEFAULT_ACCOUNT_ID][PARTITION].get_roles()):
            raise NoRoleException(role_arn)
        return assume(self, role_arn=role_arn, **others)

    STSBackend.assume_role = patched
    IAMPolicyStatement._check_principal = check_principal


def check_principal(self: IAMPolicyStatement, principal: str) -> bool:
    named = self._statement.get("Principal")
    if not named:
        return True
    trusted = named if isinstance(named, str) else named.get("AWS", [])
    return any(each in ("*", principal) for each in ([trusted] if isinstance(trusted, str) else trusted))
