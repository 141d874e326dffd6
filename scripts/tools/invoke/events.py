"""The events of a function: its examples, and an event of each source in its descriptor, as that source creates it."""

import hashlib
import json
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote_plus, unquote

from tools.common import descriptors
from tools.common.repository import FUNCTIONS, NAME
from tools.smoke.calls import Call, Route, routes

STAGE = "Prod"
# The longest description of a request, in characters.
LONGEST = 60


@dataclass(frozen=True)
class Event:
    """content: any JSON."""

    name: str
    description: str
    content: Any


@dataclass(frozen=True)
class Place:
    """Where a function is deployed; its names and ARNs are in the events."""

    environment: str
    account: str
    region: str

    def name(self, name: str) -> str:
        return f"{NAME}-{self.environment}-{name}"

    @property
    def bucket(self) -> str:
        """The bucket for uploads."""
        return f"{self.name('uploads')}-{self.account}"

    def arn(self, service: str, name: str) -> str:
        return f"arn:aws:{service}:{self.region}:{self.account}:{name}"


def of(function: str, place: Place) -> list[Event]:
    """The first one is the default. Raises Mistake if a file of the function is invalid."""
    folder = FUNCTIONS / function
    descriptor = descriptors.read(folder / "function.json")
    found = [*examples(folder, place), *(event for route in routes(FUNCTIONS) if route.route in descriptor.get("routes", {})
                                         for event in of_route(route, place))]
    known = {event.name for event in found}
    # An example can have the name of a source.
    return found + [replace(event, name=f"source {event.name}") if event.name in known else event for event in of_sources(function, descriptor, place)]


def examples(folder: Path, place: Place) -> Iterator[Event]:
    for file in sorted(folder.glob("examples/*.json")):
        example = descriptors.read(file)
        yield Event(file.stem, example["description"], deployed(example["event"], place))


def deployed(event: Any, place: Place) -> Any:
    """The event of an example, with the name of the deployed bucket; for tests of a function alone, any name serves."""
    match event:
        case {"Records": [*records]}:
            named = [{**record, "s3": {**record["s3"], "bucket": {**record["s3"]["bucket"], "name": place.bucket}}}
                     if isinstance(record, dict) and "s3" in record else record for record in records]
            return {**event, "Records": named}
        case _:
            return event


def of_sources(function: str, descriptor: dict[str, Any], place: Place) -> Iterator[Event]:
    if queue := descriptor.get("queue"):
        yield Event("sqs", f"A message in the queue {queue['name']}.", message(queue, place))
    if upload := descriptor.get("upload"):
        yield Event("s3", "A file in the uploads bucket, which is not uploaded.", upload_of(upload, place))
    if "schedule" in descriptor:
        yield Event("schedule", "The schedule, now.", scheduled(function, place))
    if authorizer := descriptor.get("authorizer"):
        yield Event("authorizer", "A request that is to be authorized.", to_authorize(authorizer, place))


def is_example(content: Any) -> bool:
    """Whether a file is an example (functions/example.schema.json), which contains an event, rather than an event itself."""
    return isinstance(content, dict) and {"description", "event", "calls"} <= content.keys()


def of_route(route: Route, place: Place) -> Iterator[Event]:
    """An event for the route, and one for each further example."""
    first = route.any_call
    yield Event(route.route, described(first), request(route, first, place))
    for call in route.calls:
        if call != first:
            yield Event(f"{route.route} {call.name}", described(call), request(route, call, place))


def described(call: Call) -> str:
    words = call.path if call.content is None else f"{call.path} {call.content.decode()}"
    return words if len(words) <= LONGEST else f"{words[:LONGEST]}…"


def request(route: Route, call: Call, place: Place) -> dict[str, Any]:
    """https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html, payload format 2.0"""
    path, _, query = call.path.partition("?")
    headers = {name.lower(): value for name, value in call.sent_headers.items()}
    body = None if call.content is None else call.content.decode()
    if body is not None:
        headers["content-length"] = str(len(body.encode()))
    made = common(route.route, call.method, path, query, headers, place)
    authorizer = {
        "none": None,
        "iam": {"iam": {"accountId": place.account, "userArn": f"arn:aws:iam::{place.account}:root", "userId": place.account}},
        "jwt": {"jwt": {"claims": {"sub": "user", "scope": " ".join(route.scopes)}, "scopes": list(route.scopes) or None}},
    }.get(route.authorization, {"lambda": {}})
    if authorizer:
        made["requestContext"]["authorizer"] = authorizer
    if parameters := path_parameters(route.route, path):
        made["pathParameters"] = parameters
    if body is not None:
        made["body"] = body
    return {"version": "2.0", **made, "isBase64Encoded": False}


def common(route: str, method: str, path: str, query: str, headers: dict[str, str], place: Place) -> dict[str, Any]:
    """What the events of routes and of authorizers share."""
    now, domain = datetime.now(UTC), f"api.execute-api.{place.region}.amazonaws.com"
    raw_path = f"/{STAGE}{unquote(path)}"
    made: dict[str, Any] = {
        "routeKey": route,
        "rawPath": raw_path,
        "rawQueryString": query,
        "headers": {"host": domain, "user-agent": "scripts/invoke", **headers},
        "requestContext": {
            "accountId": place.account,
            "apiId": "api",
            "domainName": domain,
            "domainPrefix": "api",
            "http": {"method": method, "path": raw_path, "protocol": "HTTP/1.1", "sourceIp": "127.0.0.1", "userAgent": "scripts/invoke"},
            "requestId": uuid.uuid4().hex[:15] + "=",
            "routeKey": route,
            "stage": STAGE,
            "time": f"{now:%d/%b/%Y:%H:%M:%S +0000}",
            "timeEpoch": int(now.timestamp() * 1000),
        },
    }
    parameters: dict[str, list[str]] = {}
    for name, value in parse_qsl(query, keep_blank_values=True):
        parameters.setdefault(name, []).append(value)
    if parameters:
        # API Gateway joins repeated parameters.
        made["queryStringParameters"] = {name: ",".join(values) for name, values in parameters.items()}
    return made


def path_parameters(route: str, path: str) -> dict[str, str]:
    pattern = re.sub(r"\\\{(\w+)(\\\+)?\\\}", lambda found: f"(?P<{found[1]}>{'.+' if found[2] else '[^/]+'})", re.escape(route.partition(" ")[2]))
    found = re.fullmatch(pattern, path)
    return {name: unquote(value) for name, value in found.groupdict().items()} if found else {}


def message(queue: dict[str, Any], place: Place) -> dict[str, Any]:
    """https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html"""
    body, now = json.dumps({"message": "hello"}), str(int(datetime.now(UTC).timestamp() * 1000))
    is_fifo = queue.get("fifo", False)
    attributes = {"ApproximateReceiveCount": "1", "SentTimestamp": now, "SenderId": place.account, "ApproximateFirstReceiveTimestamp": now}
    if is_fifo:
        attributes |= {"SequenceNumber": "18849496460467696128", "MessageGroupId": "1", "MessageDeduplicationId": hashlib.sha256(body.encode()).hexdigest()}
    return {"Records": [{
        "messageId": str(uuid.uuid4()),
        "receiptHandle": "none",
        "body": body,
        "attributes": attributes,
        "messageAttributes": {},
        "md5OfBody": hashlib.md5(body.encode()).hexdigest(),
        "eventSource": "aws:sqs",
        "eventSourceARN": place.arn("sqs", place.name(queue["name"]) + (".fifo" if is_fifo else "")),
        "awsRegion": place.region,
    }]}


def upload_of(upload: dict[str, Any], place: Place) -> dict[str, Any]:
    """https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html"""
    now = datetime.now(UTC)
    return {"Records": [{
        "eventVersion": "2.1",
        "eventSource": "aws:s3",
        "awsRegion": place.region,
        "eventTime": f"{now:%Y-%m-%dT%H:%M:%S}.{now.microsecond // 1000:03}Z",
        "eventName": "ObjectCreated:Put",
        "userIdentity": {"principalId": place.account},
        "requestParameters": {"sourceIPAddress": "127.0.0.1"},
        "responseElements": {"x-amz-request-id": "0000000000000000", "x-amz-id-2": "none"},
        "s3": {
            "s3SchemaVersion": "1.0",
            "configurationId": "uploads",
            "bucket": {"name": place.bucket, "ownerIdentity": {"principalId": place.account}, "arn": f"arn:aws:s3:::{place.bucket}"},
            "object": {"key": quote_plus(f"{upload['prefix']}example{upload['suffix']}", safe="/"), "size": 0,
                       "eTag": hashlib.md5(b"").hexdigest(), "sequencer": f"{int(now.timestamp() * 1e9):018X}"},
        },
    }]}


def scheduled(function: str, place: Place) -> dict[str, Any]:
    """The input in terraform/modules/schedule/schedule.tf, with its values."""
    return {
        "version": "0",
        "id": uuid.uuid4().hex[:16],
        "detail-type": "Scheduled Event",
        "source": "aws.scheduler",
        "time": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:00Z}",
        "resources": [place.arn("scheduler", f"schedule/{NAME}-{place.environment}/{place.name(function)}")],
        "detail": {},
    }


def to_authorize(authorizer: dict[str, Any], place: Place) -> dict[str, Any]:
    """https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html, payload format 2.0"""
    closed = "GET /closed"
    sources = [source.removeprefix("$request.").partition(".") for source in authorizer["identity_sources"] if source.startswith("$request.")]
    headers = {name.lower(): "unknown" for kind, _, name in sources if kind == "header"}
    query = "&".join(f"{name}=unknown" for kind, _, name in sources if kind == "querystring")
    return {
        "version": "2.0",
        "type": "REQUEST",
        "routeArn": place.arn("execute-api", f"api/{STAGE}/GET/closed"),
        "identitySource": ["unknown" for _ in authorizer["identity_sources"]],
        **common(closed, "GET", "/closed", query, headers, place),
    }


def listed(events: list[Event]) -> str:
    width = max(len(event.name) for event in events)
    return "\n".join(f"  {event.name:<{width}}  {event.description}" for event in events)


def of_file(content: bytes, source: Path | str) -> Event:
    """Raises Mistake if the content isn't JSON."""
    found = descriptors.parse(content)
    return Event(str(source), found["description"], found["event"]) if is_example(found) else Event(str(source), "", found)
