import json
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import descriptors  # noqa: E402
import schema  # noqa: E402

GOOD = {"description": "Does something.", "memory_mb": 128, "timeout_s": 3, "routes": ["GET /thing/{id}"]}


class DescriptorTests(unittest.TestCase):
    def problems(self, **files: object) -> list[str]:
        with tempfile.TemporaryDirectory() as folder:
            for name, content in files.items():
                file = Path(folder, name, "function.json")
                file.parent.mkdir()
                file.write_text(content if isinstance(content, str) else json.dumps(content))
            return list(descriptors.check(Path(folder)))

    def test_a_good_descriptor_has_no_problem(self) -> None:
        self.assertEqual([], self.problems(thing=GOOD))

    def test_the_repositorys_own_have_no_problem(self) -> None:
        self.assertEqual([], list(descriptors.check(descriptors.FUNCTIONS)))

    def test_each_mistake_is_told_by_file_and_field(self) -> None:
        mistakes = {
            "memory: is unknown": GOOD | {"memory": 128},
            "memory_mb: must be an integer": GOOD | {"memory_mb": "128"},
            "memory_mb: must be 128 to 10240": GOOD | {"memory_mb": 64},
            "timeout_s: must be 1 to 900": GOOD | {"timeout_s": 901},
            "timeout_s: must be an integer, and is true": GOOD | {"timeout_s": True},
            "description: is missing": {"memory_mb": 128, "timeout_s": 3},
            'routes[0]: "GET thing" has the wrong form': GOOD | {"routes": ["GET thing"]},
            'routes[1]: "GET /a" is there twice': GOOD | {"routes": ["GET /a", "GET /a"]},
            "routes: must be an array": GOOD | {"routes": "GET /thing"},
            "environment.A: must be a string": GOOD | {"environment": {"A": 1}},
            "data.model.bin: must be a string": GOOD | {"data": {"model.bin": 1}},
            'data.../model.bin: "../model.bin" has the wrong form': GOOD | {"data": {"../model.bin": "model.bin"}},
            'data.bootstrap: "bootstrap" has the wrong form': GOOD | {"data": {"bootstrap": "model.bin"}},
            "the file: must be an object": [],
        }
        for expected, content in mistakes.items():
            with self.subTest(expected):
                problems = self.problems(thing=content)
                self.assertTrue(any(p.startswith("functions/thing/function.json: " + expected.split(":")[0]) for p in problems))
                self.assertIn(expected, "\n".join(problems))

    def test_what_terraform_refuses_is_refused_here_and_the_rest_is_not(self) -> None:
        fixtures = Path(__file__).resolve().parents[3] / "terraform" / "tests" / "fixtures"
        for functions in fixtures.glob("*/functions"):
            with self.subTest(functions.parent.name):
                good = functions.parent.name == "two-functions"
                self.assertEqual(good, not list(descriptors.check(functions)))

    def test_terraform_has_the_pattern_of_the_schema(self) -> None:
        root = Path(__file__).resolve().parents[3]
        rules = json.loads((root / "functions" / "function.schema.json").read_text())
        pattern = json.dumps(rules["properties"]["routes"]["items"]["pattern"])
        self.assertIn(f"route_pattern = {pattern}", (root / "terraform" / "descriptors.tf").read_text())

    def test_bad_json_is_told_with_its_line(self) -> None:
        self.assertIn("functions/thing/function.json: line 2", self.problems(thing="{\n,")[0])

    def test_a_key_that_is_there_twice_is_found(self) -> None:
        self.assertEqual(["functions/thing/function.json: a: is there twice"], self.problems(thing='{"a":1,"a":2}'))

    def test_a_route_that_two_functions_claim_names_both(self) -> None:
        problems = self.problems(one=GOOD, two=GOOD | {"routes": ["GET /thing/{name}"]})

        self.assertEqual(1, len(problems))
        self.assertIn("functions/two/function.json: routes[0]", problems[0])
        self.assertIn("functions/one/function.json: routes[0]", problems[0])

    def test_a_keyword_that_the_evaluator_does_not_know_is_an_error(self) -> None:
        with self.assertRaises(NotImplementedError):
            list(schema.problems({}, {"type": "object", "minProperties": 1}))


class OperationsTests(unittest.TestCase):
    def problems(self, operations: object) -> list[str]:
        with tempfile.TemporaryDirectory() as folder:
            thing = Path(folder, "thing")
            thing.mkdir()
            (thing / "function.json").write_text(json.dumps(GOOD))
            if operations is not None:
                (thing / "operations.json").write_text(json.dumps(operations))
            return list(descriptors.check_operations(Path(folder)))

    def test_the_repositorys_own_have_no_problem(self) -> None:
        self.assertEqual([], list(descriptors.check_operations(descriptors.FUNCTIONS)))

    def test_each_mistake_is_told_by_file_and_field(self) -> None:
        good = {"summary": "Shows a thing.", "parameters": {"id": {"type": "string"}}, "responses": {"200": "Thing"}}
        mistakes = {
            '"GET /thing/{id}" is missing': None,
            '"GET /other" is no route': {"GET /thing/{id}": good, "GET /other": good},
            "GET /thing/{id}.summary: is missing": {"GET /thing/{id}": {"responses": {}}},
            "GET /thing/{id}.response: is unknown": {"GET /thing/{id}": good | {"response": "Thing"}},
            "GET /thing/{id}.examples.one.status: must be 200 to 599": {
                "GET /thing/{id}": good | {"examples": {"one": {"status": 100}}}
            },
            "GET /thing/{id}: parameters.id: is missing, and is in the path": {"GET /thing/{id}": good | {"parameters": {}}},
            "GET /thing/{id}: parameters.id: must be the name": {"GET /thing/{id}": good | {"parameters": {"id": 5}}},
            "GET /thing/{id}: responses.200: must be the name": {"GET /thing/{id}": good | {"responses": {"200": 5}}},
            "GET /thing/{id}: examples.one.status: is none of the responses: 200": {
                "GET /thing/{id}": good | {"examples": {"one": {"status": 404}}}
            },
        }
        for expected, content in mistakes.items():
            with self.subTest(expected):
                self.assertIn(f"functions/thing/operations.json: {expected}", "\n".join(self.problems(content)))

    def test_paths_that_differ_only_in_names_are_told(self) -> None:
        names: dict[str, str] = {}

        self.assertEqual([], list(descriptors.same_names("GET /a/{x}", "one", names)))
        self.assertEqual(
            ["two: POST /a/{y}: has other names for its parameters than /a/{x}"],
            list(descriptors.same_names("POST /a/{y}", "two", names)),
        )


class ExampleTests(unittest.TestCase):
    def problems(self, descriptor: dict, *examples: object) -> list[str]:
        with tempfile.TemporaryDirectory() as folder:
            thing = Path(folder, "thing")
            thing.mkdir()
            (thing / "function.json").write_text(json.dumps(descriptor))
            for number, example in enumerate(examples):
                file = thing / "examples" / f"{number}.json"
                file.parent.mkdir(exist_ok=True)
                file.write_text(json.dumps(example))
            return list(descriptors.check_examples(Path(folder)))

    def test_the_repositorys_own_have_no_problem(self) -> None:
        self.assertEqual([], list(descriptors.check_examples(descriptors.FUNCTIONS)))

    def test_each_mistake_is_told_by_file_and_field(self) -> None:
        good = {"description": "An event.", "event": {}, "calls": []}
        mistakes = {
            "event: is missing": {"description": "An event.", "calls": []},
            "answer: is unknown": good | {"answer": 1},
            'calls[0]: "PutItem" has the wrong form': good | {"calls": ["PutItem"]},
        }
        self.assertEqual([], self.problems(GOOD, good))
        for expected, example in mistakes.items():
            with self.subTest(expected):
                self.assertIn(f"functions/thing/examples/0.json: {expected}", "\n".join(self.problems(GOOD, example)))

    def test_a_function_without_routes_needs_one(self) -> None:
        self.assertEqual([], self.problems(GOOD))
        self.assertIn("functions/thing/examples/: is missing", "\n".join(self.problems(GOOD | {"routes": []})))


if __name__ == "__main__":
    unittest.main()
