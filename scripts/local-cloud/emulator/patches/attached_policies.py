"""moto deletes a policy that is attached or used as a permissions boundary."""

from moto.iam.exceptions import DeleteConflictException
from moto.iam.models import IAMBackend


def apply() -> None:
    original = IAMBackend.delete_policy

    def patched(self: IAMBackend, policy_arn: str) -> None:
        bounded = any(role.permissions_boundary_arn == policy_arn for role in self.get_roles())
        if bounded or self.get_policy(policy_arn).attachment_count > 0:
            raise DeleteConflictException("Cannot delete a policy attached to entities.")
        original(self, policy_arn)

    IAMBackend.delete_policy = patched
