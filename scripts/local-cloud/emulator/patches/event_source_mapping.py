"""moto stores the version of an alias instead of the alias in an event source mapping, so that every Terraform plan shows a change,
and an update of the alias doesn't affect the mapping."""

from typing import Any

from moto.awslambda.models import EventSourceMapping, LambdaBackend


def apply() -> None:
    create = LambdaBackend.create_event_source_mapping
    update = LambdaBackend.update_event_source_mapping

    def patched_create(self: LambdaBackend, spec: dict[str, Any]) -> EventSourceMapping:
        named = spec["FunctionName"]
        mapping = create(self, spec)
        mapping.function_arn = arn_of(mapping.function_arn, named)
        return mapping

    def patched_update(self: LambdaBackend, uuid: str, spec: dict[str, Any]) -> EventSourceMapping | None:
        named = spec.get("FunctionName")
        mapping = update(self, uuid, spec)
        if mapping is not None and named is not None:
            mapping.function_arn = arn_of(mapping.function_arn, named)
        return mapping

    LambdaBackend.create_event_source_mapping = patched_create
    LambdaBackend.update_event_source_mapping = patched_update


def arn_of(version_arn: str, named: str) -> str:
    """The function's ARN with the caller's qualifier, if any."""
    unqualified = ":".join(version_arn.split(":")[:7])
    parts = named.split(":")
    # arn:aws:lambda:REGION:ACCOUNT:function:NAME:QUALIFIER, or NAME:QUALIFIER, or one of the two without a qualifier.
    qualifier = parts[7:] if named.startswith("arn:") else parts[-1:] if len(parts) in (2, 4) else []
    return ":".join([unqualified, *qualifier])
