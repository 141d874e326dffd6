"""moto stores a function's reserved concurrency only with the version $LATEST, so that a request for an alias doesn't return it,
and omits a reservation of 0."""

from typing import Any

from moto.awslambda.models import LambdaBackend, LambdaFunction


def apply() -> None:
    get_code = LambdaFunction.get_code
    put = LambdaBackend.put_function_concurrency
    delete = LambdaBackend.delete_function_concurrency

    def patched_get_code(self: LambdaFunction) -> dict[str, Any]:
        answer = get_code(self)
        if self.reserved_concurrency is not None:
            answer["Concurrency"] = {"ReservedConcurrentExecutions": self.reserved_concurrency}
        return answer

    def patched_put(self: LambdaBackend, function_name: str, reserved_concurrency: str) -> str:
        put(self, function_name, reserved_concurrency)
        return reserve(self, function_name, reserved_concurrency)

    def patched_delete(self: LambdaBackend, function_name: str) -> None:
        delete(self, function_name)
        reserve(self, function_name, None)

    LambdaFunction.get_code = patched_get_code
    LambdaBackend.put_function_concurrency = patched_put
    LambdaBackend.delete_function_concurrency = patched_delete


def reserve(backend: LambdaBackend, function_name: str, concurrency: Any) -> Any:
    for version in backend.list_versions_by_function(function_name):
        version.reserved_concurrency = concurrency
    return concurrency
