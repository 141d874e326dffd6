"""moto's IAM is all or nothing: either every request may do everything, or each needs a policy, that of the test
credentials too. Here a function's own credentials, which come from AssumeRole, may do what its role may do, and the
user's may do everything. The session token says who calls; signatures, which moto computes wrongly for some REST
requests (ListFunctions), are not compared."""

from moto import settings
from moto.core.authorization import ActionAuthenticatorMixin
from moto.iam.access_control import IAMRequestBase

# Access keys of AssumeRole begin with this:
# https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-prefixes
TEMPORARY = "ASIA"


def apply() -> None:
    settings.INITIAL_NO_AUTH_ACTION_COUNT = 0
    original = ActionAuthenticatorMixin._authenticate_and_authorize_action

    def patched(self: ActionAuthenticatorMixin, iam_request_cls: type, resource: str = "*") -> None:
        if f"Credential={TEMPORARY}" in self.headers.get("Authorization", ""):
            original(self, iam_request_cls, resource)

    IAMRequestBase.check_signature = lambda self: None
    ActionAuthenticatorMixin._authenticate_and_authorize_action = patched
