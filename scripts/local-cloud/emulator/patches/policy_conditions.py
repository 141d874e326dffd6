"""moto takes a statement whose condition does not hold for a denial, whatever its effect, and one with a condition that
it does not know for one without. Here such a statement says nothing; this endpoint stands for AWS's own, which has TLS, so
that a bucket which wants it lets callers in."""

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
    """Whether the statement is about requests with TLS, or says nothing of it."""
    wanted = statement.get("Condition", {}).get("Bool", {}).get("aws:SecureTransport", "true")
    return "true" in (wanted if isinstance(wanted, list) else [wanted])
