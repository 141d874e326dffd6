#!/usr/bin/env python3
"""The bootstrap of a test's function. call.json contains the name of a function in answers.py or starts.py, and its arguments."""

import functools
import io
import json
import sys
import urllib.request
from pathlib import Path

sys.dont_write_bytecode = True
assert isinstance(sys.stdout, io.TextIOWrapper)
sys.stdout.reconfigure(line_buffering=True)

import answers  # noqa: E402
import starts  # noqa: E402
from runtime import API, id_of, post  # noqa: E402

name, *arguments = json.loads(Path(__file__).with_name("call.json").read_text())
answer = getattr(starts, name)(*arguments) if hasattr(starts, name) else functools.partial(getattr(answers, name), *arguments)

while True:
    with urllib.request.urlopen(f"{API}/invocation/next") as event:
        headers, body = event.headers, event.read()
    try:
        response = answer(json.loads(body), headers)
        post(f"invocation/{id_of(headers)}/response", response.encode())
    except Exception as error:
        report = {"errorType": type(error).__name__, "errorMessage": str(error)}
        post(f"invocation/{id_of(headers)}/error", json.dumps(report).encode())
