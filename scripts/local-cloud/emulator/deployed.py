"""Remembers the data that Terraform has created, such as a parameter: it is part of the deployment and not kept, and a reset restores it."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import data
from application import SERVICE, Environ, StartResponse
from changes import operations_of
from data import items, parameters
from moto.ssm.models import ParameterDict

# In the User-Agent of its provider.
TERRAFORM = "Terraform"


class Deployed:
    """A WSGI application that wraps the endpoint, behind the front door."""

    def __init__(self, inner: Callable[[Environ, StartResponse], Iterable[bytes]]) -> None:
        self.inner = inner
        self.data: data.Data = {}

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        changed = list(data_of(environ)) if TERRAFORM in environ.get("HTTP_USER_AGENT", "") else []
        statuses: list[str] = []

        def start(status: str, *rest: Any) -> Any:
            statuses.append(status)
            return start_response(status, *rest)

        body = self.inner(environ, start)
        for kind, place, key in changed if statuses[-1].startswith("2") else ():
            self.note(kind, place, key)
        return body

    def note(self, kind: str, place: str, key: str) -> None:
        module = data.KINDS[kind]
        found = module.entries(place).get(key) if place in module.places() else None
        noted = self.data.setdefault(kind, {}).setdefault(place, {})
        noted.pop(key, None)
        if found is not None:
            noted[key] = found


def data_of(environ: Environ) -> Iterator[tuple[str, str, str]]:
    """The kind, the place and the key of the data that a request can change."""
    if environ["REQUEST_METHOD"] in ("GET", "HEAD"):
        return
    signed = SERVICE.search(environ.get("HTTP_AUTHORIZATION", ""))
    operations = set(operations_of(environ))
    match signed[1] if signed else "":
        case "s3":
            bucket, _, key = environ["PATH_INFO"].lstrip("/").partition("/")
            if key:
                yield "objects", bucket, key
        case "dynamodb" if operations & {"PutItem", "UpdateItem", "DeleteItem"}:
            asked = body_of(environ)
            table = str(asked.get("TableName", "")).rpartition("/")[2]
            if table in items.places():
                yield "items", table, items.key_of(items.table_of(table), asked.get("Item") or asked.get("Key") or {})
        case "ssm" if operations & {"PutParameter", "DeleteParameter", "AddTagsToResource", "RemoveTagsFromResource"}:
            asked = body_of(environ)
            yield "parameters", parameters.PLACE, ParameterDict.normalize_name(str(asked.get("Name") or asked.get("ResourceId") or ""))


def body_of(environ: Environ) -> dict[str, Any]:
    # The front door has read the body into memory.
    try:
        found = json.loads(environ["wsgi.input"].getvalue())
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
