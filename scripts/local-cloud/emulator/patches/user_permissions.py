"""moto's IAM is all or nothing: either every request is allowed, or each one needs a policy, even from the cloud's user. Here, the
policies of a role or an IAM user determine what its credentials allow, and the cloud's user may do everything. Signatures, which
moto computes incorrectly for some REST requests (ListFunctions), are verified before a request reaches it. moto also skips
authorization for a request whose X-Amz-Target names one of Cognito's unsigned actions, whatever the request does."""

from moto import settings
from moto.core.authorization import ActionAuthenticatorMixin
from moto.iam.access_control import IAMRequestBase
from permissions import is_signed_by
from signatures import AccessKey


def apply(user: AccessKey) -> None:
    settings.INITIAL_NO_AUTH_ACTION_COUNT = 0
    original = ActionAuthenticatorMixin._authenticate_and_authorize_action

    def patched(self: ActionAuthenticatorMixin, iam_request_cls: type, resource: str = "*") -> None:
        if not is_signed_by(self.headers.get("Authorization", ""), user):
            original(self, iam_request_cls, resource)

    # All requests are signed here.
    ActionAuthenticatorMixin.PUBLIC_OPERATIONS = []
    IAMRequestBase.check_signature = lambda self: None
    ActionAuthenticatorMixin._authenticate_and_authorize_action = patched
