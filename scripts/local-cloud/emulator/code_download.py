"""Serves the deployed zip of a function under the URL that GetFunction gives as Code.Location."""

from moto.awslambda.models import LambdaFunction, lambda_backends

PREFIX = "/_code/"


def location(endpoint: str, function: LambdaFunction) -> str:
    place = f"{function.account_id}/{function.region}/{function.function_name}/{function.version}"
    return f"{endpoint}{PREFIX}{place}"


def get(path: str) -> tuple[int, dict[str, str], bytes]:
    try:
        account, region, name, version = path.removeprefix(PREFIX).split("/")
        function = lambda_backends[account][region].get_function(name, version)
    except Exception:  # moto has an error of its own for each thing that may be missing
        return 404, {"Content-Type": "text/plain"}, b"There is no such function or version."
    return 200, {"Content-Type": "application/zip"}, function.code_bytes
