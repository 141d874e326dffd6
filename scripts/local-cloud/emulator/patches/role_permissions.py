"""moto's IAM treats every request with a parameter RoleName as one about that role, so anyone with full access to one role can create
users and access keys by adding the role to the request."""

from typing import Any

from moto.core.utils import get_service_model
from moto.iam.responses import IamResponse


def apply() -> None:
    determine = IamResponse._determine_resource

    def patched(self: IamResponse) -> str:
        model: Any = get_service_model("iam")
        action = self._get_action()
        operation = model.operation_model(action) if action in model.operation_names else None
        if operation is None or operation.input_shape is None or "RoleName" not in operation.input_shape.members:
            return "*"
        return determine(self)

    IamResponse._determine_resource = patched
