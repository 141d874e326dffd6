"""moto's Code.Location of GetFunction names a bucket on AWS, from which nothing can be downloaded."""

from typing import Any

from moto.awslambda.models import LambdaFunction

import code_download


def apply(endpoint: str) -> None:
    original = LambdaFunction.get_code

    def patched(self: LambdaFunction) -> dict[str, Any]:
        answer = original(self)
        if answer.get("Code", {}).get("RepositoryType") == "S3":
            answer["Code"]["Location"] = code_download.location(endpoint, self)
        return answer

    LambdaFunction.get_code = patched
