"""If a request to S3 contains two subresources, such as tagging and uploadId, moto authorizes one and serves the other. AWS
rejects such a request."""

from typing import Any

from moto.s3.exceptions import InvalidArgumentError
from moto.s3.responses import ACTION_MAP, S3Response

# A version belongs to an object or to its subresource.
SUBRESOURCES = {name for methods in ACTION_MAP.values() for names in methods.values() for name in names} - {"DEFAULT", "versionId"}


def apply() -> None:
    set_action = S3Response._set_action

    def patched(self: S3Response, kind: str, method: str, query: dict[str, Any]) -> None:
        named = sorted(SUBRESOURCES & query.keys())
        if len(named) > 1:
            raise InvalidArgumentError(f"Conflicting query string parameters: {', '.join(named)}", "ResourceType", named[0])
        set_action(self, kind, method, query)

    S3Response._set_action = patched
