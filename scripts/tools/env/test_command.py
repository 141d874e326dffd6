import json
import os
import subprocess
import sys
import threading
import unittest
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, ClassVar
from unittest.mock import patch

from tools.common.cloud import Cloud
from tools.common.command import Failure
from tools.common.repository import FUNCTIONS, TOOLS
from tools.env import command

# What is hard to quote.
VALUES = {"PLAIN": "a/b=c", "EMPTY": "", "DOLLAR": "[$LATEST]", "JSON": '{"a": "b c"}', "QUOTE": "it's", "ALL": "'\"\\`$X\n#"}


class ComputePlane(BaseHTTPRequestHandler):
    """Stands in for the local cloud's."""

    received: ClassVar[list[tuple[str, str]]] = []

    def do_POST(self) -> None:
        ComputePlane.received.append((self.path, self.headers["Authorization"]))
        known = self.path.endswith("/hello")
        variables = {"AWS_LAMBDA_RUNTIME_API": "127.0.0.1:3002/hello", **VALUES}
        answer = json.dumps(variables if known else {"Message": "Function not found. The deployed functions are: hello."}).encode()
        self.send_response(200 if known else 404)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, format: str, *args: Any) -> None:
        pass


class EnvironmentTests(unittest.TestCase):
    def setUp(self) -> None:
        folder = Path(self.enterContext(TemporaryDirectory()))
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), ComputePlane)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.addCleanup(self.server.server_close)
        self.addCleanup(self.server.shutdown)
        ComputePlane.received = []
        (folder / "local.env").write_text("export AWS_ACCESS_KEY_ID=LOCAL1 AWS_SECRET_ACCESS_KEY=s\n")
        self.enterContext(patch.object(Cloud, "state", folder))
        self.enterContext(patch.object(Cloud, "urls", ("", "", f"http://127.0.0.1:{self.server.server_port}")))

    def test_the_environment_is_asked_for_with_the_users_key(self) -> None:
        variables = command.environment(Cloud(3000), "hello")
        self.assertEqual([("/_environments/hello", "Basic TE9DQUwxOnM=")], ComputePlane.received)
        self.assertEqual(str(FUNCTIONS / "hello") if (FUNCTIONS / "hello").is_dir() else None, variables.get("LAMBDA_TASK_ROOT"))

    def test_an_unknown_function_is_an_error_with_the_known_ones(self) -> None:
        with self.assertRaisesRegex(Failure, "404: Function not found. The deployed functions are: hello"):
            command.environment(Cloud(3000), "helo")
        for name in ("../hello", "a b", ""):
            with self.assertRaisesRegex(Failure, "not the name of a function"):
                command.environment(Cloud(3000), name)

    def test_a_shell_reads_the_values_unchanged(self) -> None:
        for prefix, script in {"": 'set -a; . "$0"; exec "$@"', "export ": '. "$0"; exec "$@"'}.items():
            with TemporaryDirectory() as folder, self.subTest(prefix):
                file = Path(folder, "f.env")
                file.write_text("".join(f"{prefix}{name}={command.quoted(value)}\n" for name, value in VALUES.items()))
                for shell in ("sh", "bash"):
                    said = subprocess.run([shell, "-c", script, file, sys.executable, "-c", "import json, os; print(json.dumps(dict(os.environ)))"],
                                          capture_output=True, text=True, check=True).stdout
                    self.assertEqual(VALUES, {name: json.loads(said)[name] for name in VALUES})

    def test_a_command_takes_the_place_of_the_script(self) -> None:
        program = ("import sys; sys.path[0] = sys.argv[1]\n"
                   "from tools.env.command import start\n"
                   "start([sys.executable, '-c', 'import os; print(os.getpid(), os.environ[\"A\"], os.environ.get(\"AWS_PROFILE\"))'], {'A': 'b c'})")
        with subprocess.Popen([sys.executable, "-c", program, str(TOOLS.parent)], env=os.environ | {"AWS_PROFILE": "mine"},
                              stdout=subprocess.PIPE, text=True) as process:
            said, _ = process.communicate()
        self.assertEqual(f"{process.pid} b c None\n", said)
        with self.assertRaisesRegex(Failure, "no-such-program can't be started"):
            command.start(["no-such-program"], {})

    def test_a_command_must_follow_the_dashes(self) -> None:
        with patch.object(sys, "argv", ["scripts/env", "hello", "--"]), self.assertRaisesRegex(Failure, "a command must follow"):
            command.arguments()
        with patch.object(sys, "argv", ["scripts/env", "hello", "--port", "4000", "--", "run", "--port", "1"]):
            options, words = command.arguments()
        self.assertEqual((4000, ["run", "--port", "1"]), (options.port, words))
