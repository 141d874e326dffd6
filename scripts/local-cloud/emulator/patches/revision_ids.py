"""moto gives a function no RevisionId, and an alias one that never changes, so that a client can't tell whether another one has
changed them since it looked."""

import uuid
from typing import Any

from moto.awslambda.models import LambdaAlias, LambdaFunction


def apply() -> None:
    create = LambdaFunction.__init__
    describe = LambdaFunction.get_configuration
    update = LambdaFunction.update_configuration
    set_code = LambdaFunction.update_function_code
    update_alias = LambdaAlias.update

    def patched_create(self: LambdaFunction, *args: Any, **kwargs: Any) -> None:
        create(self, *args, **kwargs)
        self.revision_id = str(uuid.uuid4())

    def patched_describe(self: LambdaFunction, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return describe(self, *args, **kwargs) | {"RevisionId": self.revision_id}

    def patched_update(self: LambdaFunction, config_updates: dict[str, Any]) -> dict[str, Any]:
        self.revision_id = str(uuid.uuid4())
        return update(self, config_updates)

    def patched_set_code(self: LambdaFunction, updated_spec: dict[str, Any]) -> dict[str, Any]:
        if not updated_spec.get("DryRun"):
            self.revision_id = str(uuid.uuid4())
        return set_code(self, updated_spec)

    def patched_update_alias(self: LambdaAlias, *args: Any, **kwargs: Any) -> None:
        self.revision_id = str(uuid.uuid4())
        update_alias(self, *args, **kwargs)

    LambdaFunction.__init__ = patched_create
    LambdaFunction.get_configuration = patched_describe
    LambdaFunction.update_configuration = patched_update
    LambdaFunction.update_function_code = patched_set_code
    LambdaAlias.update = patched_update_alias
