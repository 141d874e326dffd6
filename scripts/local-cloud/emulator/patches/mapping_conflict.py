"""moto maps a queue to one function twice, so that each message would be asked for twice."""

from typing import Any

from moto.awslambda.exceptions import LambdaClientError
from moto.awslambda.models import EventSourceMapping, LambdaBackend

from .event_source_mapping import arn_of


class MappingExistsException(LambdaClientError):
    code = 409

    def __init__(self, source: str, function: str, uuid: str):
        super().__init__(
            "ResourceConflictException",
            f'An event source mapping with SQS arn (" {source} ") and function (" {function} ") already exists. '
            f"Please update or delete the existing mapping with UUID {uuid}",
        )


def apply() -> None:
    original = LambdaBackend.create_event_source_mapping

    def patched(self: LambdaBackend, spec: dict[str, Any]) -> EventSourceMapping:
        source, named = spec["EventSourceArn"], spec["FunctionName"]
        function = arn_of(self.get_function(named).function_arn, named)
        for mapping in self.list_event_source_mappings(source, ""):
            if mapping.function_arn == function:
                raise MappingExistsException(source, function.split(":", 6)[6], mapping.uuid)
        return original(self, spec)

    LambdaBackend.create_event_source_mapping = patched
