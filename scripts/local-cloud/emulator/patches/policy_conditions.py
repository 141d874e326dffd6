"""moto treats a statement whose condition isn't met as a denial, whatever its effect, and ignores conditions that it doesn't know.
Here, such a statement has no effect. This endpoint represents AWS's own, which has TLS, so a bucket that requires TLS allows
access."""

from typing import Any

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
        if not is_secure_enough(self._statement) or not self._check_conditions(incoming_condition_values):
            return PermissionResult.NEUTRAL
        return decide(self, action, resource, principal, incoming_condition_values)

    IAMPolicyStatement.is_action_permitted = patched


def is_secure_enough(statement: dict[str, Any]) -> bool:
    """Whether the statement applies to requests with TLS, or to all requests."""
    wanted = statement.get("Condition", {}).get("Bool", {}).get("aws:SecureTransport", "true")
    return "true" in (wanted if isinstance(wanted, list) else [wanted])
