"""The groups of checks that scripts/test runs."""

import argparse
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tools.build import budgets
from tools.common import checkout, ports, programs, solutions, terraform
from tools.common.command import say
from tools.common.repository import ARTIFACTS, FUNCTIONS, ROOT, SCRIPTS, TOOLS
from tools.smoke.calls import routes
from tools.smoke.client import client
from tools.test import fresh_root, lint
from tools.test.results import Results

SCRIPTS_TESTS = SCRIPTS / "tests/Scripts.Tests.csproj"
# What these groups check, which a project based on this one may not have.
SUBJECTS = {"faults": "functions/worker", "costs": "functions/change", "mutation": "shared/Algorithms", "fork": "scripts/tests/Checkouts/ForkTests.cs"}


def unit(results: Results, _options: argparse.Namespace) -> None:
    results.check("unit: descriptors", programs.run(sys.executable, TOOLS, "descriptors") == 0)
    mistakes = list(budgets.check(FUNCTIONS))
    for mistake in mistakes:
        say(mistake)
    results.check("unit: budgets", not mistakes)
    folders = ["scripts/tools", "scripts/local-cloud/emulator/tests"]
    written = {folder: results.folder / f"{folder.replace('/', '-')}.xml" for folder in folders}
    # These tests mostly wait for processes and ports.
    beside = [programs.started(sys.executable, TOOLS, "unittests", ROOT / folder, "--junit", file) for folder, file in written.items()]
    with beside[0] as tools, beside[1] as emulator:
        dotnet_test(results, "unit", "&".join(f"TestCategory!={name}" for name in ("e2e", "profiles", "costs", "forgeries", "watch", "fork")), all_projects())
        for folder, process in zip(folders, (tools, emulator), strict=True):
            results.ran(f"unit: {folder}", written[folder], process.wait())


def e2e(results: Results, _options: argparse.Namespace) -> None:
    solution = solutions.write(ARTIFACTS / "EndToEnd.slnx", filter(has_e2e, checkout.files("*.csproj")))
    if programs.run("dotnet", "build", solution, "--configuration", "Release", "--verbosity", "quiet"):
        results.check("e2e: dotnet build", False)
        return
    # Tests of the shared cloud and of copies of this checkout mostly wait, so the others run in the meantime.
    here = {"e2e-cloud": ".EndToEnd.", "e2e-checkouts": ".Checkouts."}
    others = "".join(f"&FullyQualifiedName!~{name}" for name in here.values())
    with ExitStack() as beside:
        for group, name in here.items():
            beside.enter_context(
                dotnet_test_beside(results, group, f"TestCategory=e2e&FullyQualifiedName~{name}", SCRIPTS_TESTS, "--no-build"))
        dotnet_test(results, "e2e-builds", f"TestCategory=e2e{others}", solution, "--no-build")


def has_e2e(project: Path) -> bool:
    return project.name.endswith(".Tests.csproj") and any(
        '[Category("e2e")]' in file.read_text() for file in project.parent.rglob("*.cs")
        # These are compiled into scripts/tests.
        if project.parent / "EndToEnd" not in file.parents)


def budget(results: Results, _options: argparse.Namespace) -> None:
    """Part of e2e; here alone, with all figures."""
    dotnet_test(results, "budgets", "TestCategory=budgets", SCRIPTS_TESTS)
    show(ARTIFACTS / "budgets.md")


def profiles(results: Results, _options: argparse.Namespace) -> None:
    dotnet_test(results, "profiles", "TestCategory=profiles", SCRIPTS_TESTS)


def faults(results: Results, options: argparse.Namespace) -> None:
    dotnet_test(results, "faults", "TestCategory=faults", SCRIPTS_TESTS, variables={"QUICKCHANGE_FAULT_SEEDS": " ".join(map(str, options.seeds))})
    show(ARTIFACTS / "faults.md")


def watch(results: Results, _options: argparse.Namespace) -> None:
    dotnet_test(results, "watch", "TestCategory=watch", SCRIPTS_TESTS)
    show(ARTIFACTS / "watch.md")


def fork(results: Results, _options: argparse.Namespace) -> None:
    dotnet_test(results, "fork", "TestCategory=fork", SCRIPTS_TESTS, "--logger", "console;verbosity=normal")


def costs(results: Results, options: argparse.Namespace) -> None:
    tests, table = FUNCTIONS / "change/tests", ARTIFACTS / "costs.md"
    dotnet_test(
        results, "costs", "TestCategory=costs", tests / "Change.Tests.csproj",
        # Shows progress.
        "--logger", "console;verbosity=normal",
        variables={"QUICKCHANGE_COSTS_SEED": str(options.seeds[0]), "QUICKCHANGE_COSTS_REQUESTS": "200000", "QUICKCHANGE_COSTS_TABLE": str(table),
                   "QUICKCHANGE_COSTS_KEEP": str(tests / "worst-requests.json") if options.keep else ""})
    show(table)


def forgeries(results: Results, options: argparse.Namespace) -> None:
    tests, folder = SCRIPTS / "local-cloud/tests/LocalCloud.Tests.csproj", SCRIPTS / "local-cloud/emulator/tests/forgeries"
    variables = {"QUICKCHANGE_FORGERIES": "200000", "QUICKCHANGE_FORGERIES_SEED": str(options.seeds[0])}
    dotnet_test(results, "forgeries", "TestCategory=forgeries", tests, variables=variables)
    written = results.folder / "forged-signatures.xml"
    status = programs.run(sys.executable, TOOLS, "unittests", folder, "--junit", written, variables=variables)
    results.ran("forgeries: signatures", written, status)


def terraform_modules(results: Results, _options: argparse.Namespace) -> None:
    for name, module in {"terraform": "", "terraform-bootstrap": "bootstrap"}.items():
        data = ARTIFACTS / f"{name}-test"
        data.mkdir(parents=True, exist_ok=True)
        def run(*words: str, module: str = module, data: Path = data) -> int:
            return terraform.run(*words, module=module, variables={"TF_DATA_DIR": str(data)})

        results.check(f"{name}: init", run("init", "-backend=false", "-input=false", "-lockfile=readonly") == 0)
        # The tests are validated when they run.
        results.check(f"{name}: validate", run("validate", "-no-tests") == 0)
        written = results.folder / f"{name}.xml"
        results.ran(f"{name}: test", written, run("test", f"-junit-xml={written}"))


def lints(results: Results, _options: argparse.Namespace) -> None:
    solution = all_projects()
    for name, is_clean in lint.checks(solution).items():
        results.check(f"lint: {name}", is_clean())


def mutation(results: Results, _options: argparse.Namespace) -> None:
    """The threshold is in the tests' stryker-config.json; the report is in artifacts/mutation/reports/."""
    tests, processors = ROOT / "shared/Algorithms/tests", str(len(os.sched_getaffinity(0)))
    status = programs.run("dotnet", "stryker", "--concurrency", processors, "--output", ARTIFACTS / "mutation", folder=tests)
    results.check("mutation: shared/Algorithms", status == 0)


def fresh(results: Results, _options: argparse.Namespace) -> None:
    with fresh_root.made() as root:
        for command in ("scripts/up", "scripts/test"):
            status, said = root.run(command, variables={"QUICKCHANGE_INSTALL": "no"})
            say(said.rstrip("\n"))
            results.check(f"fresh: {command} prints what to install, in one line", status != 0 and said.count("\n") == 1 and "apt-get install" in said)
        results.check("fresh: scripts/up, and a request", serves(root, ports.free()))
        with root.started("scripts/test") as test:
            results.check("fresh: scripts/test", test.wait() == 0)


def serves(root: fresh_root.FreshRoot, port: int) -> bool:
    with root.started("scripts/up", "--port", str(port), stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as up:
        assert up.stdout
        for line in up.stdout:
            say(line.rstrip("\n"))
            if line.startswith("Ctrl-C"):
                call = next(route.success for route in routes(FUNCTIONS) if route.success and route.is_open)
                return client(f"http://127.0.0.1:{port}/Prod")(call).status == (call.status or 200)
    return False


def dotnet_test(results: Results, group: str, tests: str, project: Path, *words: str, variables: Mapping[str, str] | None = None) -> None:
    with dotnet_test_beside(results, group, tests, project, *words, variables=variables):
        pass


@contextmanager
def dotnet_test_beside(
        results: Results, group: str, tests: str, project: Path, *words: str, variables: Mapping[str, str] | None = None) -> Iterator[None]:
    """Runs tests in parallel with the block, and waits for them at its end."""
    written = results.folder / group
    with programs.started("dotnet", "test", project, "--configuration", "Release", "--filter", tests, "--logger", "trx",
                          "--results-directory", written, "--verbosity", "quiet", *words, variables=variables) as process:
        yield
        status = process.wait()
    results.ran(f"{group}: dotnet test", written, status)


def all_projects() -> Path:
    return solutions.write(ARTIFACTS / "All.slnx", checkout.files("*.csproj"))


def show(table: Path) -> None:
    if table.exists():
        say(table.read_text().rstrip("\n"))


GROUPS: dict[str, Callable[[Results, argparse.Namespace], None]] = {
    "unit": unit, "e2e": e2e, "terraform": terraform_modules, "lint": lints, "budgets": budget, "profiles": profiles, "faults": faults,
    "costs": costs, "forgeries": forgeries, "mutation": mutation, "watch": watch, "fork": fork, "fresh": fresh}
