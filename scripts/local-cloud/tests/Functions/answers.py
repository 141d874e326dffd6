"""What functions of tests do with an event. Each takes the test's arguments, the event and its headers, and returns the
response."""

import base64
import json
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Mapping
from typing import Any, NoReturn

from runtime import HOST, id_of, post

Headers = Mapping[str, str]


def say(text: str, event: Any, headers: Headers) -> str:
    return text


def mirror(event: Any, headers: Headers) -> str:
    return json.dumps(event)


def show_process(event: Any, headers: Headers) -> str:
    return json.dumps(os.getpid())


def show_runtime(event: Any, headers: Headers) -> str:
    return json.dumps(HOST)


def show_environment(event: Any, headers: Headers) -> str:
    return json.dumps(dict(os.environ) | {"cwd": os.getcwd(), "arn": headers["Lambda-Runtime-Invoked-Function-Arn"]})


def show_header(name: str, event: Any, headers: Headers) -> str:
    # Python reads headers as Latin-1, but they are UTF-8.
    return headers[name].encode("latin-1").decode()


def show_contexts(event: Any, headers: Headers) -> str:
    names = ("Lambda-Runtime-Client-Context", "Lambda-Runtime-Cognito-Identity")
    return json.dumps([*(headers[name] for name in names), os.environ.get("_X_AMZN_TRACE_ID")])


def show_deadline(event: Any, headers: Headers) -> str:
    """The deadline and the current time, in milliseconds."""
    return json.dumps({"now": time.time() * 1000, "deadline": int(headers["Lambda-Runtime-Deadline-Ms"])})


def repeat(event: Any, headers: Headers) -> str:
    return "x" * event["size"]


def wait(event: Any, headers: Headers) -> str:
    """Waits for a number of seconds."""
    time.sleep(event["s"])
    return '"done"'


def wait_for_s(seconds: str, event: Any, headers: Headers) -> str:
    time.sleep(float(seconds))
    return '"done"'


def append_event(file: str, event: Any, headers: Headers) -> str:
    """Appends the event to a file, in one line."""
    with open(file, "a") as seen:
        seen.write(json.dumps(event) + "\n")
    return "null"


def wait_if_asked(event: Any, headers: Headers) -> str:
    """Waits for a minute if the query of the request says so."""
    if event.get("rawQueryString") == "slow":
        time.sleep(60)
    return '"quick"'


def wait_for_file(started: str, until: str, event: Any, headers: Headers) -> str:
    print("ran", event)
    open(started, "w").close()
    await_file(until)
    return json.dumps(os.getpid())


def wait_for_ever(started: str, event: Any, headers: Headers) -> NoReturn:
    announce(started)
    while True:
        time.sleep(60)


def meet(event: Any, headers: Headers) -> str:
    """Creates a file if the event says so, and waits for another one."""
    if "mine" in event:
        open(event["mine"], "w").close()
    await_file(event["theirs"])
    return json.dumps(os.getpid())


def fail(reason: str, event: Any, headers: Headers) -> NoReturn:
    print("ran")
    raise ValueError(reason)


def fail_if_told(event: Any, headers: Headers) -> str:
    if event.get("fail"):
        raise ValueError("no")
    return json.dumps(os.getpid())


def count_and_show_runtime(file: str, event: Any, headers: Headers) -> str:
    with open(file, "a") as invocations:
        invocations.write("x")
    return json.dumps({"runtime": HOST})


def end_if_told(how: str, event: Any, headers: Headers) -> str:
    """Ends with an exit status or a signal, given by its name."""
    if event.get("end") or event.get("rawQueryString") == "end":
        if how.isdigit():
            os._exit(int(how))
        os.kill(os.getpid(), signal.Signals[how])
    return '"alive"'


def take_memory(event: Any, headers: Headers) -> str:
    taken = b"x" * (event["mb"] << 20)
    time.sleep(event["s"])
    return f'"{len(taken) >> 20} MB"'


def take_memory_in_a_child(event: Any, headers: Headers) -> str:
    subprocess.run([sys.executable, "-c", "import time; taken = b'x' * (300 << 20); time.sleep(600)"])
    return '"alive"'


def start_daemon(event: Any, headers: Headers) -> str:
    """Starts a child in its own session, whose parent then ends. Returns the IDs of the two processes."""
    made = subprocess.run(["sh", "-c", "setsid sleep 600 >/dev/null 2>&1 & echo $!"], capture_output=True)
    return json.dumps(f"{os.getpid()} {int(made.stdout)}")


def log(text: str, event: Any, headers: Headers) -> str:
    print(text)
    return "1"


def log_lines(count: str, text: str, event: Any, headers: Headers) -> str:
    for line in range(int(count)):
        print(f"line {line} {text}".rstrip())
    return "1"


def log_long_line(event: Any, headers: Headers) -> str:
    """600 kB in UTF-8."""
    sys.stdout.buffer.write(("\u20ac" * 200_000 + "end\n").encode())
    sys.stdout.flush()
    return "1"


def log_without_end(event: Any, headers: Headers) -> str:
    sys.stdout.write("no end")
    sys.stdout.flush()
    return "1"


def log_bytes(event: Any, headers: Headers) -> str:
    """Logs all bytes 4,000 times, which is not valid text."""
    sys.stdout.buffer.write(bytes(range(256)) * 4000 + b"\nafter\n")
    sys.stdout.flush()
    return "1"


def log_afterwards(event: Any, headers: Headers) -> str:
    threading.Timer(0.2, print, ["afterwards"]).start()
    return "1"


def log_name(event: Any, headers: Headers) -> str:
    print("working on", event["name"])
    return json.dumps(event["name"].upper())


def log_condition(event: Any, headers: Headers) -> str:
    """Logs the condition in the record of an invocation."""
    print("told of", event["requestContext"]["condition"])
    return "1"


def log_event(event: Any, headers: Headers) -> str:
    print("got", event, headers["Lambda-Runtime-Invoked-Function-Arn"])
    return "1"


def log_message(event: Any, headers: Headers) -> str:
    print("got", event["Records"][0]["body"], headers["Lambda-Runtime-Invoked-Function-Arn"])
    return json.dumps({"batchItemFailures": []})


def take_messages_or_say(text: str, event: Any, headers: Headers) -> str:
    for record in event.get("Records", []):
        print(record["body"])
    return "null" if "Records" in event else text


def mark(file: str, event: Any, headers: Headers) -> str:
    open(file, "w").close()
    return "1"


def do_as_the_headers_say(paths: str, event: Any, headers: Headers) -> str:
    """Does what the headers of a request say, and writes its path to a file."""
    in_format_1 = event["version"] == "1.0"
    with open(paths, "a") as seen:
        seen.write(event["path" if in_format_1 else "rawPath"] + "\n")
    sent = event["headers"]
    if "x-fail" in sent:
        raise ValueError(sent["x-fail"])
    if "x-size" in sent:
        return "a" * int(sent["x-size"])
    time.sleep(float(sent.get("x-sleep", "0")))
    if "x-answer" in sent:
        return base64.b64decode(sent["x-answer"]).decode()
    return json.dumps({"statusCode": 200, "body": json.dumps(event)} if in_format_1 else event)


asked: Counter[str] = Counter()


def authorize_as_the_key_says(paths: str, event: Any, headers: Headers) -> str:
    """Authorizes a request as its key says: ID.RESPONSE, with the response in base64url. In the response, "CALLS" becomes the number of
    calls with this key, and "EVENT" the event."""
    with open(paths, "a") as seen:
        seen.write(event["rawPath"] + "\n")
    key = event.get("headers", {}).get("x-key", "none.e30")
    asked[key] += 1
    said = base64.urlsafe_b64decode(key.partition(".")[2] + "==").decode()
    if said == "throws" or (said.startswith("throws once") and asked[key] == 1):
        raise ValueError("authorizer")
    while said == "waits":
        time.sleep(60)
    said = said.removeprefix("throws once, then ")
    return said.replace('"CALLS"', str(asked[key])).replace('"EVENT"', json.dumps(event))


def answer_too_often(event: Any, headers: Headers) -> str:
    mine = id_of(headers)
    codes = [
        post("invocation/unknown/response", b"1"),
        post(f"invocation/{mine}/response", b"1"),
        post(f"invocation/{mine}/response", b"2"),
        post(f"invocation/{mine}/error", b"{}"),
        post("init/error", b"{}"),
    ]
    print("codes", codes)
    return "3"


def stream(event: Any, headers: Headers) -> str:
    """Returns the status of the Runtime API's response."""
    mode = {"Lambda-Runtime-Function-Response-Mode": "streaming"}
    return json.dumps(post(f"invocation/{id_of(headers)}/response", b"1", mode))


def register_extension(event: Any, headers: Headers) -> str:
    """Returns the error message."""
    try:
        with urllib.request.urlopen(f"http://{HOST}/2020-01-01/extension/register", b"{}"):
            return "registered"
    except urllib.error.HTTPError as error:
        return error.read().decode()


def report_large_cause(event: Any, headers: Headers) -> str:
    report = b'{"errorType":"Big","errorMessage":"cause"}'
    cause = {"Lambda-Runtime-Function-XRay-Error-Cause": "x" * 1_000_000}
    print("code", post(f"invocation/{id_of(headers)}/error", report, cause))
    return "1"


def announce(file: str) -> None:
    """Creates a file with the ID of this process, atomically."""
    with open(f"{file}.part", "w") as part:
        part.write(f"{os.getpid()}")
    os.rename(f"{file}.part", file)


def await_file(file: str) -> None:
    while not os.path.exists(file):
        time.sleep(0.01)
