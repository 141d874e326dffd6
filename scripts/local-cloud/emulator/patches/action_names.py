"""moto's IAM combines the service's signing name and the operation into an action's name, such as sqs:SendMessageBatch and
monitoring:GetMetricStatistics. On AWS, sqs:SendMessage, sqs:DeleteMessage and sqs:ChangeMessageVisibility also apply to batches,
and CloudWatch's actions begin with cloudwatch."""

from typing import Any

from moto.iam.access_control import IAMRequestBase


def apply() -> None:
    create = IAMRequestBase.__init__

    def patched_create(self: IAMRequestBase, *args: Any, **kwargs: Any) -> None:
        create(self, *args, **kwargs)
        if self._service == "sqs":
            self._action = self._action.removesuffix("Batch")
        elif self._service == "monitoring":
            self._action = self._action.replace("monitoring:", "cloudwatch:", 1)

    IAMRequestBase.__init__ = patched_create
