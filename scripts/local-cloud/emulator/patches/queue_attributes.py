"""moto adds spaces to a queue's RedrivePolicy, unlike AWS, and loses a queue's Policy when another attribute is set, so that every
Terraform plan shows a change."""

import json
from typing import Any

from moto.sqs.models import Queue


def apply() -> None:
    attributes: Any = Queue.attributes.fget
    set_attributes = Queue._set_attributes

    def patched_attributes(self: Queue) -> dict[str, Any]:
        result = attributes(self)
        if self.redrive_policy:
            result["RedrivePolicy"] = json.dumps(self.redrive_policy, separators=(",", ":"))
        return result

    def patched_set_attributes(self: Queue, changed: dict[str, Any], now: float | None = None) -> None:
        kept = getattr(self, "_policy_json", {}).get("Statement") and self.policy
        set_attributes(self, changed if "Policy" in changed else {**changed, "Policy": kept}, now)

    Queue.attributes = property(patched_attributes)
    Queue._set_attributes = patched_set_attributes
