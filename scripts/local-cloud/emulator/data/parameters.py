"""The parameters of Systems Manager: an entry has a parameter's tags and its versions, oldest first. Those of AWS are left out."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from data import backends
from moto.ssm.models import Parameter

# There is only one place for parameters.
PLACE = "parameters"
OF_AWS = "/aws/"


def places() -> Iterable[str]:
    return [PLACE]


def entries(_place: str) -> dict[str, Any]:
    store = backends.of("ssm")
    # The dictionary's own methods would load those of AWS.
    return {name: {"versions": [content(version) for version in versions], "tags": dict(store._resource_tags["Parameter"][name])}
            for name, versions in list(store._parameters.items()) if versions and not name.startswith(OF_AWS)}


def put(_place: str, entries: dict[str, Any]) -> dict[str, Any]:
    store = backends.of("ssm")
    for name, entry in entries.items():
        dict.__setitem__(store._parameters, name, [version_of(version) for version in entry["versions"]])
        store._resource_tags["Parameter"][name] = dict(entry["tags"])
    return {}


def clear(place: str) -> None:
    store = backends.of("ssm")
    for name in entries(place):
        dict.pop(store._parameters, name)
        store._resource_tags["Parameter"].pop(name, None)


def content(version: Parameter) -> dict[str, Any]:
    return {**vars(version), "last_modified_date": version.last_modified_date.isoformat()}


def version_of(content: dict[str, Any]) -> Parameter:
    made: Any = Parameter.__new__(Parameter)
    vars(made).update(content, last_modified_date=datetime.fromisoformat(content["last_modified_date"]))
    return made
