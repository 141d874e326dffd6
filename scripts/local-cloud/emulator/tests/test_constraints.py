"""Every constraint in the models of the services that the local cloud serves: a value that violates it is refused, in AWS's words."""

import sys
import unittest
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from botocore.session import Session
from validation.constraints import Shape, WrongTypeError, broken, check_json, compiled, violations

SERVICES = ("apigateway", "apigatewayv2", "cloudwatch", "dynamodb", "events", "iam", "kms", "lambda", "logs", "s3", "scheduler", "secretsmanager", "sns", "sqs",
            "ssm", "sts")
# A text of which at least one doesn't match any pattern that has a limit at all.
ODD = ("", " ", "\n", "é", "!", "a b", "\0", "/", "a" * 5)


def shapes(service: str) -> Iterator[Shape]:
    model: Any = Session().get_service_model(service)
    return (model.shape_for(name) for name in model.shape_names)


def offending(shape: Shape) -> Iterator[tuple[str, Any]]:
    """A value for each constraint that violates it, and the beginning of the message."""
    traits, kind = shape.metadata, shape.type_name
    if kind in ("integer", "long", "float", "double"):
        if "max" in traits:
            yield "Member must have value less than", traits["max"] + 1
        if "min" in traits:
            yield "Member must have value greater than", traits["min"] - 1
    elif kind in ("string", "blob", "list"):
        one: Any = {"string": "a", "blob": b"a", "list": [None]}[kind]
        if traits.get("max", 10**9) < 10**6:
            yield "Member must have length less than", one * (traits["max"] + 1)
        if traits.get("min", 0) > 0:
            yield "Member must have length greater than", one * (traits["min"] - 1)
        if "enum" in traits:
            yield "Member must satisfy enum value set", "no such value"
        if "pattern" in traits:
            for text in ODD:
                if not compiled(traits["pattern"]).fullmatch(text):
                    yield "Member must satisfy regular expression pattern", text
                    break


class ConstraintTests(unittest.TestCase):
    def test_each_constraint_refuses(self) -> None:
        tried = 0
        for service in SERVICES:
            for shape in shapes(service):
                for expected, value in offending(shape):
                    with self.subTest(f"{service} {shape.name}"):
                        tried += 1
                        self.assertTrue(any(found.startswith(expected) for found in broken(shape, value)), (expected, value))
        self.assertGreater(tried, 2000)

    def test_each_required_member_is_missed(self) -> None:
        for service in SERVICES:
            model: Any = Session().get_service_model(service)
            for name in model.operation_names:
                shape = model.operation_model(name).input_shape
                if shape is not None:
                    with self.subTest(f"{service} {name}"):
                        found = [text for text in violations(shape, {}) if text.endswith("Member must not be null")]
                        self.assertEqual(len(shape.required_members), len(found))

    def test_a_path_leads_to_the_value(self) -> None:
        for service, operation, parameters, expected in PATHS:
            shape: Shape = Session().get_service_model(service).operation_model(operation).input_shape
            with self.subTest(expected):
                self.assertIn(expected, [text.partition(" failed")[0] for text in violations(shape, parameters)])

    def test_each_type_of_JSON_is_told_from_the_others(self) -> None:
        values = {"string": "a", "integer": 1, "boolean": True, "list": [], "structure": {}, "map": {}}
        for shape in some_shapes():
            for kind, value in values.items():
                fits = kind == shape.type_name or {kind, shape.type_name} <= {"structure", "map"}
                with self.subTest(f"{kind} for {shape.type_name}"):
                    if fits:
                        check_json(shape, value)
                    else:
                        self.assertRaises(WrongTypeError, check_json, shape, value)

    def test_the_categories_of_Unicode_are_those_of_Java(self) -> None:
        pattern = compiled(r"[\p{L}\p{Z}\p{N}_.:/=+\-@]*")
        for text in ("", "aZ", "é", "日本", "\u00a0 ", "\u2028", "4½Ⅷ", "_.:/=+-@", "\U00020000"):
            self.assertTrue(pattern.fullmatch(text), ascii(text))
        for text in ("\t", "\n", ",", "!", "€", "\u0301"):
            self.assertFalse(pattern.fullmatch(text), ascii(text))


def some_shapes() -> list[Shape]:
    function: Shape = Session().get_service_model("lambda").operation_model("CreateFunction").input_shape
    return [function.members[name] for name in ("Description", "Timeout", "Publish", "Layers", "VpcConfig", "Tags")]


# A service, an operation, its parameters, and what its message begins with.
PATHS = [
    ("lambda", "CreateFunction", {"Architectures": ["x86"]}, "Value 'x86' at 'architectures.1.member'"),
    ("lambda", "CreateFunction", {"Environment": {"Variables": {"1": "secret"}}}, "Value at 'environment.variables'"),
    ("lambda", "CreateFunction", {"EphemeralStorage": {}}, "Value null at 'ephemeralStorage.size'"),
    ("lambda", "CreateAlias", {"RoutingConfig": {"AdditionalVersionWeights": {"1": 1.5}}}, "Value '{1=1.5}' at 'routingConfig.additionalVersionWeights'"),
    ("lambda", "CreateFunction", {"KMSKeyArn": "x y"}, "Value 'x y' at 'kMSKeyArn'"),
    ("iam", "CreateRole", {"Tags": [{"Key": "a", "Value": "b,c"}]}, "Value 'b,c' at 'tags.1.member.value'"),
    ("logs", "PutLogEvents", {"logEvents": [{"message": "a"}]}, "Value null at 'logEvents.1.member.timestamp'"),
    ("logs", "PutLogEvents", {"logStreamName": "a:b"}, "Value 'a:b' at 'logStreamName'"),
    ("secretsmanager", "GetSecretValue", {}, "Value null at 'secretId'"),
    ("dynamodb", "CreateTable", {"KeySchema": []}, "Value '[]' at 'keySchema'"),
]

