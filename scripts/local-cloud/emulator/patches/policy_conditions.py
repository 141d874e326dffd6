"""moto takes a statement whose condition does not hold for a denial, whatever its effect, and knows none of the values
that conditions ask for. Here such a statement says nothing; a bucket that wants TLS lets this endpoint's callers in, as it
stands for AWS's own, which has it."""

from moto.iam.access_control import IAMPolicyStatement, PermissionResult


def apply() -> None:
    decide = IAMPolicyStatement.is_action_permitted

    def patched(
        self: IAMPolicyStatement,
        action: str,
        resource: str = "*",
        principal: str | None = None,
        incoming_condition_values: dict[str, str] | None = None,
    ) -> PermissionResult:
        if not self._check_conditions(incoming_condition_values):
            return PermissionResult.NEUTRAL
        return decide(self, action, resource, principal, incoming_condition_values)

    IAMPolicyStatement.is_action_permitted = patched
