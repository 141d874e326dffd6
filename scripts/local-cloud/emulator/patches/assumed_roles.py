"""moto gives credentials for a role that is not there, and takes the last part of its ARN for its name, so that the trust
policy of arn:aws:iam::ACCOUNT:role/x is passed by under the name role/y/x. Where a trust policy names a service, it fails, and
a principal whose ARN is part of one that it names is trusted too."""

from typing import Any

from access_keys import PARTITION
from moto.core.exceptions import _RESTError
from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.iam.access_control import IAMPolicyStatement
from moto.iam.models import iam_backends
from moto.sts.models import AssumedRole, STSBackend


class NoRoleException(_RESTError):
    code = 403

    def __init__(self, arn: str):
        super().__init__("AccessDenied", f"There is no role {arn} to assume.")


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
