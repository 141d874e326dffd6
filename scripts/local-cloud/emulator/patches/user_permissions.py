"""moto's IAM is all or nothing: either every request may do everything, or each needs a policy, that of the test
credentials too. Here a function's own credentials, which come from AssumeRole, may do what its role may do, and the
user's may do everything."""

from moto import settings
from moto.core.authorization import ActionAuthenticatorMixin

# Access keys of AssumeRole begin with this:
# https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-prefixes
TEMPORARY = "ASIA"


def apply() -> None:
    settings.INITIAL_NO_AUTH_ACTION_COUNT = 0
    original = ActionAuthenticatorMixin._authenticate_and_authorize_action

    def patched(self: ActionAuthenticatorMixin, iam_request_cls: type, resource: str = "*") -> None:
        if f"Credential={TEMPORARY}" in self.headers.get("Authorization", ""):
            original(self, iam_request_cls, resource)

    ActionAuthenticatorMixin._authenticate_and_authorize_action = patched
