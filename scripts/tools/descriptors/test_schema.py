"""The schemas are valid, and every reader interprets them the same way."""

import json
import re
import unittest
from collections.abc import Iterator
from typing import Any

from tools.common.descriptors import read
from tools.common.repository import FUNCTIONS
from tools.descriptors import schema

# Constructs that ECMA-262, .NET and Python interpret differently, or don't all support: classes such as \\d, anchors such as \\Z,
DIFFERS = re.compile(r"\\[A-Za-mo-z]|\(\?[^:!=]")
# In two of them, $ also matches before a line break at the end.
BARE_END = re.compile(r"(?<!\\)\$$")


class SchemaTests(unittest.TestCase):
    def schemas(self) -> Iterator[tuple[str, dict[str, Any]]]:
        for file in sorted(FUNCTIONS.glob("*.schema.json")):
            yield file.name, read(file)

    def patterns(self, part: Any) -> Iterator[str]:
        if isinstance(part, dict) and isinstance(part.get("pattern"), str):
            yield part["pattern"]
        for inner in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
            yield from self.patterns(inner)

    def test_each_is_one_of_its_draft(self) -> None:
        names = [name for name, rules in self.schemas() if schema.validator().check_schema(rules) is None]

        self.assertIn("function.schema.json", names)

    def test_patterns_are_read_alike_and_take_no_line_break_at_the_end(self) -> None:
        patterns = [pattern for _, rules in self.schemas() for pattern in self.patterns(rules)]
        self.assertGreater(len(patterns), 5)
        for pattern in patterns:
            with self.subTest(pattern):
                self.assertNotRegex(pattern, DIFFERS)
                self.assertNotRegex(pattern, BARE_END, "end it in $(?!\\n)")

    def test_an_integer_is_written_as_one(self) -> None:
        for text, good in (("1", True), ("1.0", False), ("1e0", False), ("true", False)):
            self.assertEqual(good, not list(schema.problems(json.loads(text), {"type": "integer"})), text)

    def test_a_keyword_without_words_of_ours_has_those_of_the_library(self) -> None:
        self.assertEqual(["a: 3 is not a multiple of 2"], list(schema.problems({"a": 3}, {"properties": {"a": {"multipleOf": 2}}})))
