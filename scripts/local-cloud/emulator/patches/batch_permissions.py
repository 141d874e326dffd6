"""moto's IAM asks for the permission sqs:SendMessageBatch, which AWS does not have: there sqs:SendMessage is for batches
too, as are sqs:DeleteMessage and sqs:ChangeMessageVisibility."""

from typing import Any

from moto.iam.access_control import IAMRequestBase


def apply() -> None:
    create = IAMRequestBase.__init__

    def patched_create(self: IAMRequestBase, *args: Any, **kwargs: Any) -> None:
        create(self, *args, **kwargs)
        if self._service == "sqs":
            self._action = self._action.removesuffix("Batch")

    IAMRequestBase.__init__ = patched_create
