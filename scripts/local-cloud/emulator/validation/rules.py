"""Rules of AWS that its models don't contain. A module for each kind of resource has them, as functions that raise Refused."""

import importlib
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from moto.core.model import OperationModel

MODULES = ("aliases", "event_source_mappings", "functions", "http_apis", "log_groups", "parameter_store", "queues", "roles", "schedules")


@dataclass(frozen=True)
class Request:
    """A request that fits its operation's model."""

    operation: str
    parameters: dict[str, Any]
    account: str
    region: str

    def __getitem__(self, name: str) -> Any:
        """A parameter, or None."""
        return self.parameters.get(name)


Rule = Callable[[Request], None]
rules: dict[tuple[str, str], list[Rule]] = defaultdict(list)


def rule(service: str, *operations: str) -> Callable[[Rule], Rule]:
    """Registers a function for these operations."""
    def register(function: Rule) -> Rule:
        for operation in operations:
            rules[service, operation].append(function)
        return function

    return register


def check(operation: OperationModel, parameters: dict[str, Any], account: str, region: str) -> None:
    """Raises Refused if a rule forbids the request."""
    name = str(operation.name)
    for function in rules[str(operation.service_model.service_name), name]:
        function(Request(name, parameters, account, region))


def load() -> None:
    for module in MODULES:
        importlib.import_module(f"{__package__}.{module}")
