import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock

from tools.common import descriptors
from tools.common.command import Failure
from tools.common.repository import FUNCTIONS
from tools.order import method_order, native_order, training_events
from tools.order.training_runtime import NoAnswer, TrainingRuntime

LOG = """\
----------------
IN: second
0x00401010:  push %rbp
0x00401011:  ret

IN: first, in its middle
0x00401008:  ret
IN: second, once more
0x00401010:  push %rbp
IN: behind the code
0x00401020:  ret
IN: of a library
0x7f0000401000:  ret
"""


class ReachedTests(unittest.TestCase):
    def test_a_method_stands_where_it_is_reached_first(self) -> None:
        code = [(0x401000, 0x401010, "first"), (0x401010, 0x401018, "second"), (0x401018, 0x401020, "never")]

        self.assertEqual(list(method_order.reached(method_order.addresses(LOG.splitlines()), code)), ["second", "first"])


class CheckTests(unittest.TestCase):
    """Uses a program whose methods are C functions in the section for compiled methods."""

    NAMES = ("m0", "m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "m9")

    def setUp(self) -> None:
        self.root = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.order = self.root / "functions/method-order.txt"
        self.order.parent.mkdir()
        self.native = self.root / "order.ld"
        self.native.touch()
        self.binary = self.root / "bootstrap.dbg"
        for name, value in {"ROOT": self.root, "ORDER": self.order, "NATIVE_ORDER": self.native, "traced": lambda: ["one"], "symbols_of": lambda *_: self.binary}.items():
            self.enterContext(mock.patch.object(method_order, name, value))

    def compile(self, *names: str, native: tuple[str, ...] = ()) -> None:
        source = "".join(f'__attribute__((section("{section}"))) int {name}(void) {{ return 1; }}\n'
                         for section, several in (("__managedcode", names), (".text.start", native)) for name in several)
        script = self.root / "first.ld"
        script.write_text("SECTIONS { .text.start : { *(.text.start) } } INSERT BEFORE .text;")
        subprocess.run(["cc", "-O1", "-fno-toplevel-reorder", f"-Wl,-T,{script}", "-x", "c", "-", "-o", self.binary],
                       input=source + "int main(void) { return 0; }", text=True, check=True)

    def write(self, *names: str) -> None:
        self.order.write_text("".join(f"{name}\n" for name in names))

    def test_methods_are_those_of_the_section_by_address(self) -> None:
        self.compile("beta", "alpha")

        found = method_order.methods(self.binary)

        self.assertEqual([name for _, _, name in found], ["beta", "alpha"])
        self.assertLess(found[0][0], found[0][1])

    def test_a_program_without_compiled_methods_is_refused(self) -> None:
        self.compile()

        with self.assertRaisesRegex(Failure, "scripts/build"):
            method_order.methods(self.binary)

    def test_an_order_that_too_much_of_the_code_does_not_follow_is_reported(self) -> None:
        self.write(*self.NAMES)
        reported = "^80% of the names in functions/method-order.txt .* run scripts/order$"
        for code, compiled, problem in (
            ("in order", (*self.NAMES, "cold"), "^$"),
            ("without one of the names", (*self.NAMES[1:], "cold"), "^$"),
            ("without two of the names", (*self.NAMES[2:], "cold"), reported),
            ("in another order", ("cold", "colder", *self.NAMES), reported),
        ):
            with self.subTest(code):
                self.compile(*compiled)

                self.assertRegex(method_order.check("x64") or "", problem)

    def test_functions_of_libraries_that_do_not_come_first_are_reported(self) -> None:
        self.write(*self.NAMES)
        native_order.write(self.native, [f"*libRuntime.a:gc.o(.text.{name})" for name in ("n0", "n1")])

        for native, problem in ((("n0", "n1"), "^$"), (("n0",), "^50% of the names in order.ld .* run scripts/order$")):
            with self.subTest(native=native):
                self.compile(*self.NAMES, native=native)

                self.assertRegex(method_order.check("x64") or "", problem)

    def test_nothing_is_said_of_what_is_not_built(self) -> None:
        self.write(*self.NAMES)

        self.assertIsNone(method_order.check("x64"))


class OrderTests(unittest.TestCase):
    def test_no_method_is_there_twice(self) -> None:
        names = method_order.ORDER.read_text().splitlines()

        self.assertGreater(len(names), 500)
        self.assertEqual(len(names), len(set(names)))

    def test_functions_that_call_no_aws_service_are_traced(self) -> None:
        self.assertIn("hello", method_order.traced())
        self.assertFalse([function for function in method_order.traced() if descriptors.read(FUNCTIONS / function / "function.json").get("permissions")])


class TrainingEventTests(unittest.TestCase):
    def test_digits_and_words_are_others(self) -> None:
        words = training_events.words_by_key([{"currency": "USD"}, {"till": {}, "currency": "CHF"}, {"currency": "EUR"}])

        varied = training_events.varied({"amount": "1.89", "count": 907, "currency": "EUR", "ways": True, "list": ["0.05", None]}, "", words)

        self.assertEqual(varied, {"amount": "2.91", "count": 108, "currency": "USD", "ways": True, "list": ["0.06", None]})

    def test_a_request_has_its_parameters_where_a_gateway_puts_them(self) -> None:
        event = training_events.http_event("GET /change/{amount}", {"parameters": {"amount": "2.91", "currency": "EUR", "ways": True}})

        self.assertEqual(event["rawPath"], "/change/2.91")
        self.assertEqual(event["pathParameters"], {"amount": "2.91"})
        self.assertEqual(event["rawQueryString"], "currency=EUR&ways=true")
        self.assertEqual(event["queryStringParameters"], {"currency": "EUR", "ways": "true"})
        self.assertEqual(event["requestContext"]["http"]["method"], "GET")

    def test_every_traced_function_has_events_and_the_same_each_time(self) -> None:
        for function in method_order.traced():
            with self.subTest(function):
                events = list(training_events.events_of(function))

                self.assertTrue(events)
                self.assertEqual(events, list(training_events.events_of(function)))

    def test_no_body_is_that_of_an_example(self) -> None:
        operation = {"responses": {}, "examples": {"one": {"body": {"amount": "1.89"}}, "another": {"body": {"amount": 200}}}}
        with tempfile.TemporaryDirectory() as folder, mock.patch.object(training_events, "FUNCTIONS", Path(folder)):
            Path(folder, "prices").mkdir()
            Path(folder, "prices/operations.json").write_text(json.dumps({"POST /prices": operation}))
            events = map(json.loads, training_events.events_of("prices"))

            self.assertEqual([{"amount": "2.91"}, {"amount": 300}], [json.loads(event["body"]) for event in events])


class TrainingRuntimeTests(unittest.TestCase):
    def client(self, runtime: TrainingRuntime, *paths: str) -> list[str]:
        """Runs the runtime against a process that requests an event after each answer."""
        script = "import sys, urllib.request as r\nfor path in sys.argv[2:]:\n  data = None if path == 'next' else b'{}'\n" \
                 "  print(r.urlopen(f'http://{sys.argv[1]}/2018-06-01/runtime/{path}', data).read().decode(), flush=True)"
        process = subprocess.Popen([sys.executable, "-c", script, runtime.address, *paths],
                                   stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=os.environ | {"no_proxy": "*"})
        try:
            runtime.run(process)
        finally:
            process.kill()
            said = process.communicate()[0].splitlines()
        return said

    def test_each_event_is_given_once_and_the_process_is_done_when_it_wants_more(self) -> None:
        with TrainingRuntime(["1", "2"]) as runtime:
            said = self.client(runtime, "next", "invocation/1/response", "next", "invocation/1/error", "next")

        self.assertEqual(said, ["1", '{"status":"OK"}', "2", '{"status":"OK"}'])

    def test_a_process_that_ends_early_is_reported(self) -> None:
        with TrainingRuntime(["1", "2"]) as runtime, self.assertRaisesRegex(NoAnswer, "exit status is 0"):
            self.client(runtime, "next")

    def test_an_error_at_the_start_is_reported(self) -> None:
        with TrainingRuntime(["1"]) as runtime, self.assertRaisesRegex(NoAnswer, "could not start: {}"):
            self.client(runtime, "init/error")
