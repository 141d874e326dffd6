"""moto maps a queue to the same function twice, so that the queue would be polled twice."""

from typing import Any

from conflicts import LambdaConflict
from moto.awslambda.models import EventSourceMapping, LambdaBackend

from .event_source_mapping import arn_of


def apply() -> None:
    original = LambdaBackend.create_event_source_mapping

    def patched(self: LambdaBackend, spec: dict[str, Any]) -> EventSourceMapping:
        source, named = spec["EventSourceArn"], spec["FunctionName"]
        function = arn_of(self.get_function(named).function_arn, named)
        for mapping in self.list_event_source_mappings(source, ""):
            if mapping.function_arn == function:
                raise LambdaConflict(
                    f'An event source mapping with SQS arn (" {source} ") and function (" {function.split(":", 6)[6]} ") already exists. '
                    f"Please update or delete the existing mapping with UUID {mapping.uuid}")
        return original(self, spec)

    LambdaBackend.create_event_source_mapping = patched
