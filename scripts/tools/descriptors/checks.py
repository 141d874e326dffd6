"""The rules for descriptors that functions/function.schema.json can't express.

Each check takes all descriptors, by function name, and yields a line for each problem: file, field, mistake. The descriptors
have already been validated against the schema.
"""

import re
from collections.abc import Iterator
from typing import Any

from tools.common import schedules
from tools.common.descriptors import at
from tools.common.repository import NAME, ROOT

Descriptors = dict[str, dict[str, Any]]

# The maximum length of an environment's name is defined with the variable.
VARIABLES = ROOT / "terraform/variables.tf"
LONGEST, = re.findall(r'regex\("\^\[a-z\]\[a-z0-9-\]\{0,(\d+)\}\$", var\.environment\)', VARIABLES.read_text())
ENVIRONMENT = 1 + int(LONGEST)

# https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html
# https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
# https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-queues.html
LENGTHS = {"function": 64, "role": 64, "queue": 80}

# The prefixes in the bucket of uploads that permissions such as "write rejected" let functions write to, and the environment variable
# with the name of each permission's resource.
PERMISSIONS = (ROOT / "terraform/permissions.tf").read_text()
WRITTEN = sorted(set(re.findall(r'arn_of\.uploads}/([a-z-]+/)\*"', PERMISSIONS)))
VARIABLE_OF = dict(re.findall(r'"([a-z]+ [a-z]+)" = {\s+environment = { (\w+) = ', PERMISSIONS))

# The words of authorization that are not the name of an authorizer.
WORDS = ("none", "iam", "jwt")
# https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
AUTHORIZERS = 10

# In bytes: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
ENVIRONMENT_SIZE = 4096
# The maximum that Terraform adds: for each permission, the name and the URL of a queue; and for a larger heap.
PERMISSION_SIZE, HEAP_SIZE = 256, 32


def problems(descriptors: Descriptors) -> Iterator[str]:
    for check in CHECKS:
        yield from check(descriptors)


def file_of(function: str) -> str:
    return f"functions/{function}/function.json"


def of(function: str, field: str, problem: str) -> str:
    return f"{file_of(function)}: {field}: {problem}"


def function_names(descriptors: Descriptors) -> Iterator[str]:
    for function in descriptors:
        if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", function):
            yield of(function, "the folder's name", "must be lowercase letters and digits, with hyphens between words")


def routes(descriptors: Descriptors) -> Iterator[str]:
    """API Gateway treats two routes as the same if they differ only in the names of their parameters."""
    claims: dict[str, str] = {}
    for function, descriptor in descriptors.items():
        for route in descriptor.get("routes", {}):
            field = at("routes", route)
            here = f"{file_of(function)}: {field}"
            claim = claims.setdefault(re.sub(r"\{[^}+]*(\+?)\}", r"{\1}", route), here)
            if claim != here:
                yield of(function, field, f"is already claimed by {claim}")


def authorizations(descriptors: Descriptors) -> Iterator[str]:
    """Each route states who may call it: a word, or an authorizer that exists."""
    authorizers = sorted(function for function, descriptor in descriptors.items() if "authorizer" in descriptor)
    for function in set(authorizers) & set(WORDS):
        yield of(function, "the folder's name", f"can't be that of an authorizer: routes use {', '.join(WORDS)} with another meaning")
    for function, descriptor in descriptors.items():
        for route, settings in descriptor.get("routes", {}).items():
            named = settings["authorization"]
            if named not in WORDS and named not in authorizers:
                reason = f"functions/{named} is no authorizer" if named in descriptors else "no such function exists"
                yield of(function, f"{at('routes', route)}.authorization", f'must be {", ".join(WORDS)} or the name of an authorizer, but is "{named}": '
                         f"{reason}; the authorizers are {', '.join(authorizers) or 'none'}")


def authorizer_limit(descriptors: Descriptors) -> Iterator[str]:
    """The HTTP API has an authorizer for each function that is one, and another one for tokens."""
    authorizers = [function for function, descriptor in descriptors.items() if "authorizer" in descriptor]
    tokens = any(settings["authorization"] == "jwt" for descriptor in descriptors.values() for settings in descriptor.get("routes", {}).values())
    for function in authorizers[AUTHORIZERS - tokens:]:
        yield of(function, "authorizer", f"is one too many: an HTTP API can have {AUTHORIZERS} authorizers{', including the one for jwt' if tokens else ''}")


def environments(descriptors: Descriptors) -> Iterator[str]:
    for function, descriptor in descriptors.items():
        size = sum(len(f"{name}{value}".encode()) for name, value in descriptor.get("environment", {}).items())
        most = ENVIRONMENT_SIZE - HEAP_SIZE - PERMISSION_SIZE * len(descriptor.get("permissions", []))
        if size > most:
            yield of(function, "environment", f"has {size} bytes, but must have at most {most}: Lambda accepts {ENVIRONMENT_SIZE}, "
                     "including those that permissions need; put large values into a file in the zip (data)")


def variables(descriptors: Descriptors) -> Iterator[str]:
    for function, descriptor in descriptors.items():
        for permission in descriptor.get("permissions", []):
            name = VARIABLE_OF.get(permission) or f"{permission.split(' ')[1].upper().replace('-', '_')}_QUEUE"
            if name in descriptor.get("environment", {}):
                yield of(function, f"environment.{name}", f'the permission "{permission}" sets it; choose another name')


def consumers(descriptors: Descriptors) -> Iterator[str]:
    consumer_of: dict[str, str] = {}
    for function, descriptor in descriptors.items():
        if "queue" in descriptor:
            consumer = consumer_of.setdefault(descriptor["queue"]["name"], function)
            if consumer != function:
                yield of(function, "queue.name", f'"{descriptor["queue"]["name"]}" is already consumed by {file_of(consumer)}')


def uploads(descriptors: Descriptors) -> Iterator[str]:
    """S3 notifies only one function of a file: https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html"""
    readers = [(function, descriptor["upload"]) for function, descriptor in descriptors.items() if "upload" in descriptor]
    for index, (function, upload) in enumerate(readers):
        for other, taken in readers[:index]:
            prefix, suffix = sorted((upload["prefix"], taken["prefix"]), key=len), sorted((upload["suffix"], taken["suffix"]), key=len)
            if prefix[1].startswith(prefix[0]) and suffix[1].endswith(suffix[0]):
                yield of(function, "upload", f"a file can also match {file_of(other)}, whose prefix is "
                         f'"{taken["prefix"]}" and suffix "{taken["suffix"]}"; choose others')


def loops(descriptors: Descriptors) -> Iterator[str]:
    """No function is invoked by files that functions write: https://docs.aws.amazon.com/lambda/latest/dg/with-s3.html"""
    granted = {permission for descriptor in descriptors.values() for permission in descriptor.get("permissions", [])}
    for function, descriptor in descriptors.items():
        prefix = descriptor["upload"]["prefix"] if "upload" in descriptor else None
        for written in WRITTEN:
            permission = f"write {written[:-1]}"
            if prefix is not None and permission in granted and (prefix.startswith(written) or written.startswith(prefix)):
                yield of(function, "upload.prefix", f'also matches files below {written}, which the permission "{permission}" allows functions to write: '
                         "they would invoke the function again; choose another prefix")


def permissions(descriptors: Descriptors) -> Iterator[str]:
    queues = sorted(descriptor["queue"]["name"] for descriptor in descriptors.values() if "queue" in descriptor)
    for function, descriptor in descriptors.items():
        for index, permission in enumerate(descriptor.get("permissions", [])):
            verb, thing = permission.split(" ")
            if verb in ("send", "watch") and thing not in queues:
                yield of(function, f"permissions[{index}]", f'"{permission}": no function consumes this queue; the queues are {", ".join(queues) or "none"}')


def times(descriptors: Descriptors) -> Iterator[str]:
    for function, descriptor in descriptors.items():
        schedule = descriptor.get("schedule", {})
        for field, check in (("expression", schedules.check_expression), ("timezone", schedules.check_zone)):
            try:
                if field in schedule:
                    check(schedule[field])
            except ValueError as error:
                yield of(function, f"schedule.{field}", str(error))


def names_of(function: str, descriptor: dict[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    """Yields the field, its value, and the kind and name suffix of each resource that terraform/ names after a descriptor."""
    folder = ("the folder's name", function)
    yield *folder, "function", function
    yield *folder, "role", function
    if "schedule" in descriptor:
        yield *folder, "role", f"{function}-schedule"
        yield *folder, "queue", f"{function}-schedule-failures"
    if "upload" in descriptor:
        yield *folder, "queue", f"{function}-failures"
    if "queue" in descriptor:
        queue, fifo = descriptor["queue"]["name"], ".fifo" if descriptor["queue"].get("fifo") else ""
        yield "queue.name", queue, "queue", f"{queue}{fifo}"
        yield "queue.name", queue, "queue", f"{queue}-dead-letters{fifo}"


def lengths(descriptors: Descriptors, project: str = NAME) -> Iterator[str]:
    """No name is longer than AWS allows, in any environment."""
    for function, descriptor in descriptors.items():
        most: dict[str, tuple[int, str]] = {}
        for field, _, kind, name in names_of(function, descriptor):
            longer = len(f"{project}--{name}") + ENVIRONMENT - LENGTHS[kind]
            most[field] = max(most.get(field, (0, "")), (longer, f"the {kind} {project}-ENVIRONMENT-{name} may have {LENGTHS[kind]}"))
        for field, (longer, of_what) in most.items():
            if longer > 0:
                yield of(function, field, f"must be shorter by {longer} characters: {of_what}, and the name of an environment has up to {ENVIRONMENT}")


def collisions(descriptors: Descriptors) -> Iterator[str]:
    """No two resources have the same name."""
    owners: dict[tuple[str, str], tuple[str, str, str]] = {}
    for function, descriptor in descriptors.items():
        for field, value, kind, name in names_of(function, descriptor):
            owner = owners.setdefault((kind, name), (field, value, function))
            if owner[:2] != (field, value):
                yield of(function, field, f"the {kind} {NAME}-ENVIRONMENT-{name} already exists for {file_of(owner[2])}; choose another name")


CHECKS = (function_names, routes, authorizations, authorizer_limit, environments, variables, consumers, uploads, loops, permissions, times, lengths, collisions)
