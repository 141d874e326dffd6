"""moto has no recursive loop detection, so Terraform can't configure that a function's loop is intentional:
https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html"""

import json
from typing import Any
from urllib.parse import unquote

from moto.awslambda import urls
from moto.awslambda.responses import LambdaResponse
from moto.core.common_types import TYPE_RESPONSE

PATH = r"{0}/(?P<api_version>[^/]+)/functions/(?P<function_name>[\w_:%-]+)/recursion-config/?$"
DEFAULT = "Terminate"


def apply() -> None:
    urls.url_paths[PATH] = LambdaResponse.dispatch
    LambdaResponse.get_function_recursion_config = get
    LambdaResponse.put_function_recursion_config = put


def get(self: LambdaResponse) -> TYPE_RESPONSE:
    function = function_of(self)
    return 200, {}, json.dumps({"RecursiveLoop": getattr(function, "recursive_loop", DEFAULT)})


def put(self: LambdaResponse) -> TYPE_RESPONSE:
    function = function_of(self)
    function.recursive_loop = self.json_body["RecursiveLoop"]
    return get(self)


def function_of(response: LambdaResponse) -> Any:
    return response.backend.get_function(unquote(response.path.rstrip("/").rsplit("/", 2)[-2]))
