"""Tests scripts/up and scripts/down with stubs for the programs that build, start and deploy."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import unittest
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tools.common import marked, ports, processors
from tools.common.cloud import Cloud
from tools.common.command import Failure
from tools.common.repository import ROOT
from tools.up.wait_for import wait_for

# Leaves a mark when it is reached; at the stage that a test specifies, it waits forever, as do its children, one of them
# in its own session.
STAGE = """#!/usr/bin/env bash
touch "$QUICKCHANGE_STAGES/$1"
[[ $QUICKCHANGE_BLOCK != "$1" ]] || { setsid sleep 600 & sleep 600 & wait; }
"""

# SLOW is set if there is something to build, until Terraform has created slow resources meanwhile.
BUILD = """#!/usr/bin/env bash
"$QUICKCHANGE_STAGES/stage" build
while [[ $SLOW && ! -e $QUICKCHANGE_STAGES/slow-resources ]]; do sleep 0.05; done
[[ $REFUSE != build ]]
"""

DOTNET = """#!/usr/bin/env bash
case $1 in
  --version) "$QUICKCHANGE_STAGES/stage" tools; echo 10.0.400 ;;
  --list-sdks) echo "10.0.400 [$QUICKCHANGE_STAGES]" ;;
  publish)
    "$QUICKCHANGE_STAGES/stage" publish
    while [[ $1 != --output ]]; do shift; done
    mkdir -p "$2" && cp "$QUICKCHANGE_STAGES/LocalCloud" "$2/" ;;
esac
"""

TERRAFORM = """#!/usr/bin/env bash
case $1$2 in *version*) printf '{"terraform_version":"%s"}' "${VERSION:-999.0.0}"; exit ;; esac
case $2 in
  init | apply)
    [[ "$*" == *-target* ]] && stage=slow-resources || stage=$2
    "$QUICKCHANGE_STAGES/stage" "$stage"
    [[ $REFUSE != "$stage" ]] ;;
  output) printf '{"base_url":{"value":"http://127.0.0.1:%s/Prod"},"functions":{"value":{}}}' "$PORT" ;;
esac
"""

# A stub of a part, which listens on its port. The local cloud has a function, which has started a process.
PART = r"""#!/usr/bin/env python3
import os, socket, subprocess, sys
state, part = os.environ["QUICKCHANGE_CLOUD"], os.environ["QUICKCHANGE_PART"]
if os.environ.get("REFUSE") == part:
    sys.exit(f"{part} can't start")
subprocess.run([os.environ["QUICKCHANGE_STAGES"] + "/stage", part])
port = int(os.environ["PORT"]) + (part == "emulator")
if part == "local-cloud":
    variables = {"PATH": os.environ["PATH"], "LAMBDA_TASK_ROOT": state + "/code/f"}
    subprocess.Popen(["sh", "-c", "setsid sleep 600 & exec sleep 600"], env=variables)
listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind(("127.0.0.1", port))
listener.listen()
while True:
    caller, _ = listener.accept()
    if b" / " not in caller.recv(4096):
        subprocess.run([os.environ["QUICKCHANGE_STAGES"] + "/stage", "routes"])
    caller.sendall(b"HTTP/1.0 404 Not Found\r\nContent-Length: 0\r\n\r\n")
    caller.close()
"""

BOTO3 = """
class client:
    def __init__(self, service): pass
    def create_bucket(self, Bucket): pass
"""
BOTOCORE = """
class BotoCoreError(Exception): pass
class ClientError(Exception): pass
"""

STAGES = ("tools", "build", "emulator", "publish", "local-cloud", "init", "slow-resources", "apply", "routes")
SERVES = "serves"


class Checkout:
    """A copy of the scripts in its own folder."""

    def __init__(self) -> None:
        self.root = Path(tempfile.mkdtemp(prefix="quickchange-")).resolve()
        self.stages = self.root / "stages"
        self.stages.mkdir()
        self.port = ports.free()
        # The standard input of scripts.
        self.stdin = subprocess.DEVNULL
        self._started: list[subprocess.Popen[str]] = []
        self.state = str(self.root / f"artifacts/local/{self.port}")
        (self.root / "scripts/local-cloud/emulator").mkdir(parents=True)
        left_out = shutil.ignore_patterns("test_*", "__pycache__", "template")
        shutil.copytree(ROOT / "scripts/tools", self.root / "scripts/tools", ignore=left_out)
        for script in ("up", "down"):
            shutil.copy(ROOT / "scripts" / script, self.root / "scripts")
        shutil.copytree(ROOT / "terraform", self.root / "terraform", ignore=shutil.ignore_patterns("tests", "bootstrap", ".terraform"))
        for file in ("global.json", "project.json"):
            shutil.copy(ROOT / file, self.root / file)
        (self.root / "terraform/.terraform.lock.hcl").write_text("")
        (self.root / "scripts/local-cloud/LocalCloud.csproj").write_text("")
        for folder in ("local-cloud/emulator", "tools"):
            (self.root / f"scripts/{folder}/requirements.txt").write_text("")
        (self.stages / "boto3.py").write_text(BOTO3)
        (self.stages / "botocore").mkdir()
        (self.stages / "botocore/exceptions.py").write_text(BOTOCORE)
        self._program("scripts/build", BUILD)
        self._program("scripts/local-cloud/emulator/emulator.py", PART)
        for name, text in {"stage": STAGE, "dotnet": DOTNET, "terraform": TERRAFORM, "LocalCloud": PART}.items():
            self._program(f"stages/{name}", text)

    def _program(self, path: str, text: str) -> None:
        (self.root / path).write_text(text)
        (self.root / path).chmod(0o755)

    def start(self, script: str = "up", *options: str, block: str = "", **more: str) -> subprocess.Popen[str]:
        """Starts a script as a terminal does: in a process group of its own, which Ctrl-C reaches."""
        variables = os.environ | {
            "PATH": f"{self.stages}:{os.environ['PATH']}", "PYTHONPATH": str(self.stages), "PYTHONDONTWRITEBYTECODE": "1",
            "QUICKCHANGE_STAGES": str(self.stages), "QUICKCHANGE_BLOCK": block, "PORT": str(self.port)} | more
        self._started.append(subprocess.Popen(
            # A shell makes background processes and their children ignore these signals.
            ["env", "--default-signal=INT,HUP", self.root / "scripts" / script, "--port", str(self.port), *options],
            env=variables, text=True, stdin=self.stdin, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True))
        return self._started[-1]

    def run(self, script: str = "up", *options: str, **more: str) -> tuple[int, str]:
        process = self.start(script, *options, **more)
        said, _ = process.communicate(timeout=120)
        return process.returncode, said

    def has_reached(self, stage: str) -> bool:
        return (self.stages / stage).exists()

    def reaches(self, stage: str, **more: str) -> bool:
        """Whether a successful scripts/up reaches a stage."""
        (self.stages / stage).unlink(missing_ok=True)
        status, said = self.run("up", "--detach", **more)
        assert status == 0, said
        return self.has_reached(stage)

    def write(self, path: str, text: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text)

    def processes(self) -> list[str]:
        """The processes that were started here and are still running."""
        others = (process for process in map(int, filter(str.isdigit, os.listdir("/proc"))) if process != os.getpid())
        return [" ".join(marked.command(process)) for process in others
                if (variables := read(process, "environ")) and str(self.root) in variables + read(process, "cmdline")]

    def parts(self) -> list[int | None]:
        return [marked.part(self.state, name) for name in marked.PARTS]

    def kill(self, part: str) -> None:
        process = marked.part(self.state, part)
        assert process
        os.kill(process, signal.SIGKILL)

    def remove(self) -> None:
        for process in map(int, filter(str.isdigit, os.listdir("/proc"))):
            if process != os.getpid() and str(self.root) in read(process, "environ"):
                marked.send(process, signal.SIGKILL)
        for started in self._started:
            started.wait()
            if started.stdout:
                started.stdout.close()
        shutil.rmtree(self.root)


class UpTests(unittest.TestCase):
    def checkout(self) -> Checkout:
        checkout = Checkout()
        self.addCleanup(checkout.remove)
        return checkout

    def until(self, condition: Callable[[], bool], what: Callable[[], object]) -> None:
        over = time.monotonic() + 120
        while not condition():
            if time.monotonic() > over:
                self.fail(str(what()))
            time.sleep(0.05)

    def up_to(self, checkout: Checkout, stage: str) -> subprocess.Popen[str]:
        """A scripts/up that waits at a stage, or that serves."""
        up = checkout.start(block=stage, SLOW="slow" if stage == "slow-resources" else "")
        if stage == SERVES:
            assert up.stdout
            while (line := up.stdout.readline()) != "Ctrl-C stops it.\n":
                self.assertNotEqual(line, "", "it has ended")
        else:
            self.until(lambda: checkout.has_reached(stage) or up.poll() is not None, lambda: stage)
            if up.poll() is not None and up.stdout:
                self.fail(f"{stage}: {up.stdout.read()}")
        return up

    def test_an_up_that_is_ended_at_whatever_stage_leaves_nothing(self) -> None:
        def end(stage: str, number: signal.Signals) -> None:
            checkout = self.checkout()
            up = self.up_to(checkout, stage)
            # A terminal sends Ctrl-C and SIGHUP to the whole group.
            (os.killpg if number in (signal.SIGINT, signal.SIGHUP) else os.kill)(up.pid, number)
            status = up.wait(timeout=120)
            if number == signal.SIGKILL:
                self.until(lambda: not checkout.processes(), checkout.processes)
            self.assertEqual((checkout.processes(), status), ([], -9 if number == signal.SIGKILL else 128 + number), (stage, number))
            self.assertIn("no cloud is running", checkout.run("down")[1])

        cases = [(stage, number) for stage in (*STAGES, SERVES) for number in (signal.SIGTERM, signal.SIGKILL)]
        cases += [("build", signal.SIGINT), ("apply", signal.SIGHUP), (SERVES, signal.SIGINT), (SERVES, signal.SIGHUP)]
        each(end, cases)

    def test_down_ends_an_up_at_whatever_stage(self) -> None:
        def end(stage: str) -> None:
            checkout = self.checkout()
            up = self.up_to(checkout, stage)
            status, said = checkout.run("down")
            self.assertEqual(status, 0, said)
            self.assertIn("stopped the cloud", said)
            # If the cloud was serving, its scripts/up reports that it was stopped.
            self.assertEqual(up.wait(timeout=120), 0 if stage == SERVES else 143, stage)
            self.assertEqual(checkout.processes(), [], stage)

        each(end, [("tools",), ("build",), ("local-cloud",), ("apply",), (SERVES,)])

    def test_a_cloud_of_a_program_ends_with_its_input(self) -> None:
        def end(stage: str) -> None:
            checkout = self.checkout()
            checkout.stdin = subprocess.PIPE
            up = checkout.start("up", "--until-eof", block=stage)
            self.until(lambda: checkout.has_reached(stage), lambda: stage)
            self.assertIsNone(up.poll(), stage)
            assert up.stdin
            up.stdin.close()
            up.stdin = None
            self.assertEqual((up.wait(timeout=120), checkout.processes()), (128 + signal.SIGTERM, []), stage)

        each(end, [("build",), ("routes",)])

    def test_of_two_at_once_the_second_names_the_first(self) -> None:
        checkout = self.checkout()
        up = self.up_to(checkout, "build")

        for _ in range(2):
            status, said = checkout.run()
            self.assertEqual(status, 1)
            self.assertRegex(said, rf"up: a cloud is being started or changed on port {checkout.port} "
                                   rf"by process {up.pid} \({checkout.root}/scripts/up --port {checkout.port}\); wait for it, or")
        self.assertIsNone(up.poll())

    def test_another_checkout_waits_for_no_port_and_ends_no_other_cloud(self) -> None:
        first, second = self.checkout(), self.checkout()
        up = self.up_to(first, "build")
        # Its last port is the first port of the first cloud.
        second.port = first.port - 2
        self.assertIn(f"on port {first.port} by process {up.pid}", second.run()[1])
        second.port = first.port
        second.run("down")
        self.assertIsNone(up.poll())

        serving = self.up_to(self_port := self.checkout(), SERVES)
        second.port = self_port.port
        status, said = second.run()
        self.assertEqual(status, 1)
        self.assertRegex(said, f"port {self_port.port} is in use by process [0-9]+: .*LocalCloud")
        self.assertIn("no cloud is running", second.run("down")[1])
        self.assertIsNone(serving.poll())
        self.assertEqual(second.processes(), [])

    def test_many_at_once_leave_one_cloud(self) -> None:
        checkout = self.checkout()
        ups = [checkout.start("up", "--detach") for _ in range(6)]
        said = [up.communicate(timeout=120)[0] for up in ups]

        self.assertIn(0, [up.returncode for up in ups], said)
        for up, text in zip(ups, said, strict=True):
            self.assertRegex(text, "The cloud is running in the background|deploying to it again" if up.returncode == 0 else "is being started")
        self.assertNotIn(None, checkout.parts())
        self.assertEqual(checkout.run("down")[0], 0)
        self.assertEqual(checkout.processes(), [])

    def test_a_detached_cloud_goes_on_and_is_deployed_to_again(self) -> None:
        checkout = self.checkout()
        self.assertEqual(checkout.run("up", "--detach")[0], 0)
        parts = checkout.parts()
        self.assertNotIn(None, parts)

        # If a second scripts/up ends while it deploys, the cloud continues to run.
        checkout.write("terraform/main.tf", "changed")
        again = checkout.start("up", block="apply")
        (checkout.stages / "apply").unlink()
        self.until(lambda: checkout.has_reached("apply"), lambda: "apply")
        again.kill()
        again.communicate(timeout=120)
        self.until(lambda: not any("sleep" in process and "stage" in process for process in checkout.processes()), checkout.processes)
        self.assertEqual(checkout.parts(), parts)
        status, said = checkout.run()
        self.assertEqual((status, checkout.parts()), (0, parts), said)
        self.assertIn("deploying to it again", said)
        self.assertEqual(checkout.run("down")[0], 0)
        self.assertEqual(checkout.processes(), [])

    def test_terraform_applies_again_what_has_changed_and_nothing_else(self) -> None:
        checkout = self.checkout()
        home = {"HOME": str(checkout.root), "TF_CLI_CONFIG_FILE": str(checkout.root / "terraform.rc")}
        self.assertTrue(checkout.reaches("apply", **home))
        self.assertIn("nothing has changed since the last terraform apply", checkout.run(**home)[1])
        zips = f"artifacts/linux-{processors.host()}"
        state = f"artifacts/local/{checkout.port}"
        for path in ("terraform/main.tf", "terraform/modules/queue/queue.tf", "terraform/new.auto.tfvars", f"{zips}/one.zip",
                     f"{zips}/one.json", "functions/one/function.json", "functions/function.schema.json", ".terraformrc", "terraform.rc", "project.json",
                     f"{state}/changes.log", f"{state}/outputs.json"):
            for text in ('{"name": "one"}', '{"name": "two"}'):
                checkout.write(path, text)
                self.assertTrue(checkout.reaches("apply", **home), path)
                self.assertFalse(checkout.reaches("apply", **home), path)
        for variables in ({"TF_VAR_tracing": "true"}, {"VERSION": "999.0.1"}):
            self.assertTrue(checkout.reaches("apply", **home, **variables), variables)
            self.assertFalse(checkout.reaches("apply", **home, **variables), variables)
        self.assertTrue(checkout.reaches("apply", **home))
        for path in ("terraform/tests/plan.tftest.hcl", "functions/one/Program.cs", "README.md"):
            checkout.write(path, "new")
            self.assertFalse(checkout.reaches("apply", **home), path)

    def test_slow_resources_are_created_while_functions_are_built(self) -> None:
        checkout = self.checkout()
        self.assertTrue(checkout.reaches("slow-resources", SLOW="slow"))
        for refused, status in (("slow-resources", 0), ("build", 1)):
            checkout.run("down")
            (checkout.stages / "slow-resources").unlink()
            self.assertEqual(checkout.run("up", "--detach", SLOW="slow", REFUSE=refused)[0], status, refused)
            self.assertTrue(checkout.has_reached("slow-resources"))

        checkout.run("down")
        self.assertFalse(checkout.reaches("slow-resources"))

    def test_a_build_ends_if_the_emulator_cannot_start(self) -> None:
        checkout = self.checkout()
        up = checkout.start(block="build", REFUSE="emulator")
        said, _ = up.communicate(timeout=120)

        self.assertEqual(up.returncode, 1)
        self.assertIn("emulator can't start", said)
        self.assertEqual(checkout.processes(), [])

    def test_what_was_not_applied_to_the_end_is_applied_again(self) -> None:
        checkout = self.checkout()
        self.assertTrue(checkout.reaches("apply"))
        checkout.write("terraform/main.tf", "new")
        self.assertEqual(checkout.run(REFUSE="apply")[0], 1)
        (checkout.root / "terraform/main.tf").unlink()
        self.assertTrue(checkout.reaches("apply"))
        self.assertFalse(checkout.reaches("apply"))

    def test_the_local_cloud_is_built_again_when_it_has_changed(self) -> None:
        checkout = self.checkout()
        source = "scripts/local-cloud/Cloud.cs"
        program = "artifacts/local-cloud/program/LocalCloud"
        self.assertTrue(checkout.reaches("publish"))
        for path, text, expected in (
                (source, "one", True), (source, "two", True), ("Directory.Build.props", "new", True), (program, "damaged", True),
                ("stages/10.0.400/.version", "new", True), ("scripts/local-cloud/tests/Tests.cs", "new", False)):
            checkout.write(path, text)
            for built in (expected, False):
                checkout.run("down")
                self.assertEqual(checkout.reaches("publish"), built, path)

    def assert_ends_what_is_left(self, checkout: Checkout, command: str) -> None:
        """Ends scripts/up, which then starts a complete cloud, or scripts/down."""
        status, said = checkout.run(*(["up", "--detach"] if command == "up" else ["down"]))
        self.assertEqual(status, 0, said)
        if command == "up":
            self.assertNotIn(None, checkout.parts())
            self.assertEqual(len(checkout.processes()), 4, checkout.processes())
            checkout.run("down")
        self.assertEqual(checkout.processes(), [])

    def test_what_is_left_of_a_cloud_is_ended_before_the_next_starts(self) -> None:
        def check(name: str, lose: Callable[[Checkout], None], command: str) -> None:
            checkout = self.checkout()
            self.assertEqual(checkout.run("up", "--detach")[0], 0)
            lose(checkout)
            if command == "up":
                self.assertNotEqual(checkout.processes(), [], name)
            self.assert_ends_what_is_left(checkout, command)

        losses = {"local-cloud": lambda checkout: checkout.kill("local-cloud"), "emulator": lambda checkout: checkout.kill("emulator"),
                  "folder": lambda checkout: shutil.rmtree(checkout.state)}
        each(check, [(name, lose, command) for name, lose in losses.items() for command in ("up", "down")])

    def test_what_is_left_when_an_up_and_its_guard_are_killed_is_found(self) -> None:
        def check(stage: str, command: str) -> None:
            checkout = self.checkout()
            up = self.up_to(checkout, stage)
            guard, = (process for process in map(int, filter(str.isdigit, os.listdir("/proc")))
                      if process != up.pid and marked.command(process) == marked.command(up.pid) and not marked.Marks(process).run)
            for process in (guard, up.pid):
                os.kill(process, signal.SIGKILL)
            up.wait(timeout=120)
            self.assertNotEqual(checkout.processes(), [], stage)
            self.assert_ends_what_is_left(checkout, command)

        each(check, [("build", "down"), ("build", "up"), ("apply", "down"), ("apply", "up")])

    def test_another_program_on_the_port_is_no_part_that_serves(self) -> None:
        cloud = Cloud(ports.free())
        with socket.socket() as other, ThreadPoolExecutor(1) as pool:
            other.bind(("127.0.0.1", 0))
            other.listen()
            port = other.getsockname()[1]
            marks = {"QUICKCHANGE_CLOUD": str(cloud.state), "QUICKCHANGE_PART": "emulator"}
            part = subprocess.Popen(["sleep", "600"], env=os.environ | marks)
            try:
                waiting = pool.submit(wait_for, cloud, "emulator", port)
                with self.assertRaises(TimeoutError):
                    waiting.result(timeout=2)
            finally:
                part.kill()
                part.wait()
            with self.assertRaisesRegex(Failure, "^the emulator stopped; the end of "):
                waiting.result(timeout=120)

    def test_a_part_that_ends_takes_the_cloud_with_it(self) -> None:
        checkout = self.checkout()
        up = self.up_to(checkout, SERVES)
        checkout.kill("local-cloud")

        said, _ = up.communicate(timeout=120)
        self.assertEqual(up.returncode, 1)
        self.assertIn("the local cloud stopped", said)
        self.assertEqual(checkout.processes(), [])


def each(check: Callable[..., None], cases: list[tuple]) -> None:
    """Runs several tests in parallel, because they mostly wait."""
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda case: check(*case), cases))


def read(process: int, file: str) -> str:
    try:
        return os.fsdecode(Path(f"/proc/{process}/{file}").read_bytes())
    except OSError:
        return ""
