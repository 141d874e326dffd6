"""moto deletes a version of a function that an alias refers to."""

from typing import Any

from conflicts import LambdaConflict
from moto.awslambda.models import LambdaAlias, LambdaBackend


def apply() -> None:
    original = LambdaBackend.delete_function

    def patched(self: LambdaBackend, function_name: str, qualifier: str | None = None) -> None:
        if qualifier is not None:
            aliases = self._lambdas._get_function_aliases(function_name).values()
            referring = [alias.name for alias in aliases if qualifier in versions_of(alias)]
            if referring:
                raise LambdaConflict(f"Unable to delete version because the following aliases reference it: [{', '.join(referring)}]")
        original(self, function_name, qualifier)

    LambdaBackend.delete_function = patched


def versions_of(alias: LambdaAlias) -> set[str]:
    routing: Any = alias.routing_config or {}
    weights = routing.get("AdditionalVersionWeights") or {}
    return {alias.function_version, *weights}
