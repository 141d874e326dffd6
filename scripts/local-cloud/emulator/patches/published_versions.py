"""moto numbers a function's versions by how many there are, so that a number is used again after a version was deleted. It also
publishes a version of a function that was updated to what it was before; Lambda returns the latest version instead:
https://docs.aws.amazon.com/lambda/latest/api/API_PublishVersion.html"""

from typing import Any

from moto.awslambda.models import LambdaBackend, LambdaFunction

# What differs between a function and its version without a change.
OWN = ("FunctionArn", "LastModified", "RevisionId", "Version")


def apply() -> None:
    original = LambdaBackend.publish_version

    def patched(self: LambdaBackend, function_name: str, description: str = "") -> LambdaFunction | None:
        latest = self.get_function(function_name)
        versions = self._lambdas._functions[latest.function_name]["versions"]
        now = settings(latest)
        if versions and getattr(versions[-1], "published_settings", None) == now and description in ("", None, versions[-1].description):
            return versions[-1]
        latest.code_or_config_updated = True
        published = original(self, function_name, description)
        latest.last_number = getattr(latest, "last_number", 0) + 1
        renumber(self, published, latest.last_number, now)
        return published

    LambdaBackend.publish_version = patched


def settings(function: LambdaFunction) -> dict[str, Any]:
    return {name: value for name, value in function.get_configuration().items() if name not in OWN}


def renumber(backend: LambdaBackend, published: Any, number: int, published_settings: dict[str, Any]) -> None:
    others = [version for version in backend.list_versions_by_function(published.function_name) if version is not published]
    arns = backend._lambdas._arns
    arns.pop(published.function_arn, None)
    published.set_version(number)
    published.published_settings = published_settings
    arns.update({version.function_arn: version for version in (*others, published)})
