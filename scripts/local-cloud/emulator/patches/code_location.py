"""moto's GetFunction returns a Code.Location in a bucket on AWS, from which nothing can be downloaded."""

from typing import Any

import code_download
from moto.awslambda.models import LambdaFunction
from signatures import AccessKey


def apply(endpoint: str, user: AccessKey) -> None:
    original = LambdaFunction.get_code

    def patched(self: LambdaFunction) -> dict[str, Any]:
        answer = original(self)
        if answer.get("Code", {}).get("RepositoryType") == "S3":
            answer["Code"]["Location"] = code_download.location(endpoint, self, user)
        return answer

    LambdaFunction.get_code = patched
