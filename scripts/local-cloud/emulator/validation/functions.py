"""Limits of functions, and preconditions of their updates.

Quotas: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
Reserved variables: https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
"""

import io
import json
import zipfile
from typing import Any

from data.backends import PARTITION
from moto.awslambda.exceptions import UnknownFunctionException
from moto.awslambda.models import LambdaBackend, lambda_backends
from moto.s3.exceptions import S3ClientError
from moto.s3.models import s3_backends

from .refused import Refused
from .rules import Request, rule

LONGEST_NAME = 64
LONGEST_TIMEOUT_S = 900
# Models of newer Regions allow more.
MOST_MEMORY_MB = 10_240
LARGEST_ENVIRONMENT_BYTES = 4096
LARGEST_UNZIPPED_BYTES = 262_144_000
MOST_LAYERS = 5
# Of an account with the usual quota of 1000.
CONCURRENCY = 1000
LEAST_UNRESERVED = 100
RESERVED_VARIABLES = {
    "_HANDLER", "_X_AMZN_TRACE_ID", "AWS_DEFAULT_REGION", "AWS_REGION", "AWS_EXECUTION_ENV", "AWS_LAMBDA_FUNCTION_NAME",
    "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "AWS_LAMBDA_FUNCTION_VERSION", "AWS_LAMBDA_INITIALIZATION_TYPE", "AWS_LAMBDA_LOG_GROUP_NAME",
    "AWS_LAMBDA_LOG_STREAM_NAME", "AWS_ACCESS_KEY", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN",
    "AWS_LAMBDA_RUNTIME_API", "LAMBDA_TASK_ROOT", "LAMBDA_RUNTIME_DIR"}
PREFIX = "1 validation error detected: Value"


def invalid(message: str) -> Refused:
    return Refused("InvalidParameterValueException", message)


def backend_of(request: Request) -> LambdaBackend:
    return lambda_backends[request.account][request.region]


def function_of(request: Request) -> Any:
    """A LambdaFunction. None if it doesn't exist, which moto itself reports."""
    try:
        return backend_of(request).get_function(request["FunctionName"])
    except UnknownFunctionException:
        return None


@rule("lambda", "CreateFunction")
def name(request: Request) -> None:
    """The model's limit is that of an ARN."""
    short = request["FunctionName"].rpartition(":")[2]
    if len(short) > LONGEST_NAME:
        raise Refused("ValidationException", f"{PREFIX} '{short}' at 'functionName' failed to satisfy constraint: Member must have length less than or "
                      f"equal to {LONGEST_NAME}")


@rule("lambda", "CreateFunction", "UpdateFunctionConfiguration")
def limits(request: Request) -> None:
    for member, most in (("Timeout", LONGEST_TIMEOUT_S), ("MemorySize", MOST_MEMORY_MB)):
        if (request[member] or 0) > most:
            path = member[0].lower() + member[1:]
            raise Refused("ValidationException",
                          f"{PREFIX} '{request[member]}' at '{path}' failed to satisfy constraint: Member must have value less than or equal to {most}")
    if len(request["Layers"] or []) > MOST_LAYERS:
        raise invalid(f"Cannot reference more than {MOST_LAYERS} layers.")


@rule("lambda", "CreateFunction", "UpdateFunctionConfiguration")
def environment(request: Request) -> None:
    variables = (request["Environment"] or {}).get("Variables", {})
    unable = "Lambda was unable to configure your environment variables because the environment variables you have provided"
    reserved = [name for name in variables if name in RESERVED_VARIABLES]
    if reserved:
        raise invalid(f"{unable} contains reserved keys that are currently not supported for modification. "
                      f"Reserved keys used in this request: {', '.join(reserved)}")
    # The variables as JSON, which is what AWS measures, and shows in its message.
    measured = json.dumps(variables, separators=(",", ":"), ensure_ascii=False)
    if len(measured.encode()) > LARGEST_ENVIRONMENT_BYTES:
        raise invalid(f"{unable} exceeded the 4KB limit. String measured: {measured}")


@rule("lambda", "CreateFunction", "UpdateFunctionCode")
def code(request: Request) -> None:
    given: dict[str, Any] = request["Code"] or {} if request.operation == "CreateFunction" else request.parameters
    if given.get("ImageUri"):
        return
    content = given.get("ZipFile")
    if content is None:
        if not given.get("S3Bucket") or not given.get("S3Key"):
            raise invalid("Please provide a source for function code.")
        content = object_of(request, given)
    check_zip(content)


def object_of(request: Request, given: dict[str, Any]) -> bytes:
    try:
        found = s3_backends[request.account][PARTITION].get_object(given["S3Bucket"], given["S3Key"], given.get("S3ObjectVersion"))
    except S3ClientError as error:
        raise refused_object(str(error.code), error.message) from None
    if found is None:
        raise refused_object("NoSuchKey", "The specified key does not exist.")
    return found.value


def refused_object(code: str, message: str) -> Refused:
    return invalid(f"Error occurred while GetObject. S3 Error Code: {code}. S3 Error Message: {message}")


def check_zip(content: bytes) -> None:
    if not content:
        raise invalid("Uploaded file must be a non-empty zip")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > LARGEST_UNZIPPED_BYTES:
                raise invalid(f"Unzipped size must be smaller than {LARGEST_UNZIPPED_BYTES} bytes")
            if archive.testzip() is None:
                return
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        pass
    raise invalid("Could not unzip uploaded file. Please check your file, then try to upload again.")


@rule("lambda", "UpdateFunctionConfiguration", "UpdateFunctionCode", "PublishVersion")
def revision(request: Request) -> None:
    function = function_of(request)
    if function and request["RevisionId"] and request["RevisionId"] != function.revision_id:
        raise Refused("PreconditionFailedException", "The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to "
                      "retrieve the latest Revision Id", 412)


@rule("lambda", "PublishVersion")
def published_code(request: Request) -> None:
    """The message, as measured: https://github.com/floci-io/floci/issues/2822"""
    function, wanted = function_of(request), request["CodeSha256"]
    if function and wanted and wanted != function.code_sha_256:
        raise invalid(f"CodeSHA256 ({wanted}) is different from current CodeSHA256 in $LATEST ({function.code_sha_256}). "
                      "Please try again with the CodeSHA256 in $LATEST.")


@rule("lambda", "PutFunctionConcurrency")
def concurrency(request: Request) -> None:
    """https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html"""
    changed = function_of(request)
    others = sum(int(function.reserved_concurrency or 0) for function in backend_of(request).list_functions() if function is not changed)
    if CONCURRENCY - others - request["ReservedConcurrentExecutions"] < LEAST_UNRESERVED:
        raise invalid("Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of "
                      f"[{LEAST_UNRESERVED}].")
