import json
import re
import sys
import unittest
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from log_patterns import PatternError, compiled
from log_regex import search_of

EVENT = json.dumps({"eventType": "UpdateTrail", "ip": "111.111.111.111", "latency": 12.5, "code": "404", "none": None, "ok": True, "tags": ["a", "b"],
                    "users": [{"id": 1}, {"id": 2}], "a.b": "c", "user": {"email": "john@example.org"}})
LINE = '127.0.0.1 Prod frank [10/Oct/2000:13:25:15 -0700] "GET /index.html HTTP/1.0" 404 1534'

# A pattern, messages that match, and messages that don't. Most are examples on AWS's page of the syntax.
CASES = [
    ("", ["anything", ""], []),
    ("ERROR", ["[ERROR 400] BAD REQUEST", "ERRORS"], ["error", "WARN"]),
    ("ERROR ARGUMENTS", ["[ERROR 419] MISSING ARGUMENTS", "ARGUMENTS: ERROR"], ["[ERROR 400] BAD REQUEST"]),
    ('"INTERNAL SERVER ERROR"', ["[ERROR 500] INTERNAL SERVER ERROR"], ["INTERNAL ERROR"]),
    ('"a \\"b\\""', ['x a "b" y'], ["a b"]),
    ("?ERROR ?ARGUMENTS", ["ERROR", "MISSING ARGUMENTS"], ["WARN"]),
    ("?ERROR INFO", ["INFO"], ["ERROR"]),
    ("ERROR -ARGUMENTS", ["[ERROR 400] BAD REQUEST"], ["[ERROR 419] MISSING ARGUMENTS"]),
    ("%ERR(O)?R%", None, None),
    ("%[45]0[0-9]%", ["status 404", "503"], ["200", "4a4"]),
    ("%!%", None, None),
    ("-DEBUG", ["INFO"], ["DEBUG"]),
    ('{ $.eventType = "UpdateTrail" }', [EVENT], ["{}", "UpdateTrail", '{"eventType": "updateTrail"}']),
    ('{ $.eventType = "Update*" }', [EVENT], ['{"eventType": "Delete"}']),
    ("{ $.ip != 123.123.* }", [EVENT], ['{"ip": "123.123.1.1"}']),
    ("{ $.latency > 12 && $.latency <= 12.5 }", [EVENT], ['{"latency": 12.6}', '{"latency": "x"}']),
    ("{ $.latency = 1.25e1 }", [EVENT], ['{"latency": 1}']),
    ("{ $.code = 404 }", [EVENT], ['{"code": 40}']),
    ("{ $.none IS NULL }", [EVENT], ["{}", '{"none": 0}']),
    ("{ $.other NOT EXISTS }", [EVENT], ['{"other": null}']),
    ("{ $.ok IS TRUE }", [EVENT], ['{"ok": "true"}', '{"ok": false}']),
    ('{ $.tags[0] = "a" }', [EVENT], ['{"tags": []}']),
    ("{ $.users[*].id = 2 }", [EVENT], ['{"users": [{"id": 3}]}']),
    ("{ $['a.b'] = c }", [EVENT], ["{}"]),
    ('{ $.user.email = %^john@% }', [EVENT], ['{"user": {"email": "jane@"}}']),
    ('{ ($.ok IS FALSE) || ($.code = "404" && $.latency < 20) }', [EVENT], ['{"code": "404"}']),
    ("{ $.a = }", None, None),
    ("{ $.a = 1 && }", None, None),
    ("{ ($.a = 1 }", None, None),
    ("{ a = 1 }", None, None),
    ("{ }", None, None),
    ("[ip, user, username, timestamp, request, status_code, bytes]", [LINE], ["a b c"]),
    ("[ip, user, username, timestamp, request = *.html*, status_code = 4*, bytes > 1000]", [LINE], [LINE.replace("404", "200")]),
    ("[..., status_code = 404, bytes]", [LINE], [LINE.replace("404", "200")]),
    ("[ip = %127\\.0\\.0\\.[1-9]%, ...]", [LINE], [LINE.replace("127", "10")]),
    ("[..., status_code = 404 || status_code = 410, bytes]", [LINE, LINE.replace("404", "410")], [LINE.replace("404", "200")]),
]


class LogPatternTests(unittest.TestCase):
    def test_patterns(self) -> None:
        for pattern, matching, others in CASES:
            with self.subTest(pattern):
                if matching is None:
                    self.assertRaises(PatternError, compiled, pattern)
                    continue
                matches = compiled(pattern)
                for message in matching:
                    self.assertTrue(matches(message), message)
                for message in others or []:
                    self.assertFalse(matches(message), message)

    def test_expressions_match_as_Pythons_do(self) -> None:
        pieces = ["a", "b", ".", "[ab]", "[^a]", "\\d", "a*", "b+", "c?", "[a-c]{2}", "a{1,2}", "b{0,}", ".*", "|"]
        random = Random(7)
        for _ in range(500):
            expression = "".join(random.choices(pieces, k=random.randint(1, 5)))
            expression = random.choice(["", "^"]) + expression + random.choice(["", "$"]) if "|" not in expression else expression
            for _ in range(5):
                text = "".join(random.choices("abc1", k=random.randint(0, 6)))
                with self.subTest(f"{expression} in {text}"):
                    self.assertEqual(re.search(expression, text) is not None, search_of(expression)(text))

    def test_an_expensive_expression_takes_its_share(self) -> None:
        # Python's own search would take longer than the universe.
        self.assertFalse(search_of("a*" * 40 + "b")("a" * 2000))

    def test_a_number_of_any_size_only_fails_to_match(self) -> None:
        self.assertFalse(compiled("{ $.n > 5 }")('{"n": ' + "9" * 400 + "}"))

    def test_a_message_of_any_depth_only_fails_to_match(self) -> None:
        self.assertFalse(compiled("{ $.a = 1 }")("[" * 100_000))
