import unittest
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import event_defects
import permission_defects
import refusal_defects
from botocore.exceptions import ClientError
from emulators import client, emulator, plain_moto
from functions import make_function, make_role, zip_of

GATEWAY = "http://127.0.0.1:4321"


def make_stage(url: str, name: str) -> tuple[Any, str]:
    gateway = client("apigatewayv2", url)
    api = gateway.create_api(Name=name, ProtocolType="HTTP")["ApiId"]
    gateway.create_stage(ApiId=api, StageName="Prod")
    return gateway, api


class Defect:
    """What moto should do; each test class says for itself and for plain moto whether it does."""

    @staticmethod
    def api_endpoint(url: str) -> bool:
        api = client("apigatewayv2", url).create_api(Name="endpoint", ProtocolType="HTTP")
        return api["ApiEndpoint"] == GATEWAY

    @staticmethod
    def code_location(url: str) -> bool:
        make_function(url, "location", Publish=True)
        aws = client("lambda", url)
        aws.update_function_code(FunctionName="location", ZipFile=zip_of("two"))
        places = {
            qualifier: aws.get_function(FunctionName="location", Qualifier=qualifier)["Code"]["Location"]
            for qualifier in ("1", "$LATEST")
        }
        if not all(place.startswith(url) for place in places.values()):
            return False
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        codes = {qualifier: opener.open(place).read() for qualifier, place in places.items()}
        return codes == {"1": zip_of("one"), "$LATEST": zip_of("two")}

    @staticmethod
    def function_configuration(url: str) -> bool:
        logging = {"LogFormat": "JSON", "ApplicationLogLevel": "DEBUG", "SystemLogLevel": "INFO", "LogGroup": "/g"}
        make_function(url, "configured", LoggingConfig=logging, Publish=True)
        aws = client("lambda", url)
        if aws.get_function_configuration(FunctionName="configured").get("LoggingConfig") != logging:
            return False
        changed = logging | {"ApplicationLogLevel": "WARN"}
        aws.update_function_configuration(
            FunctionName="configured",
            LoggingConfig=changed,
            TracingConfig={"Mode": "Active"},
            EphemeralStorage={"Size": 1024},
        )
        aws.update_function_code(FunctionName="configured", ZipFile=zip_of("two"), Architectures=["arm64"])
        now = aws.get_function_configuration(FunctionName="configured")
        published = aws.get_function_configuration(FunctionName="configured", Qualifier="1")
        return (
            now["LoggingConfig"] == changed
            and now["TracingConfig"] == {"Mode": "Active"}
            and now["EphemeralStorage"] == {"Size": 1024}
            and now["Architectures"] == ["arm64"]
            and published["LoggingConfig"] == logging
        )

    @staticmethod
    def stage_update(url: str) -> bool:
        gateway, api = make_stage(url, "stage")
        settings = {"ThrottlingRateLimit": 5.0, "ThrottlingBurstLimit": 2}
        try:
            gateway.update_stage(ApiId=api, StageName="Prod", DefaultRouteSettings=settings)
        except ClientError:
            return False
        return gateway.get_stage(ApiId=api, StageName="Prod")["DefaultRouteSettings"] == settings

    @staticmethod
    def unimplemented_actions(url: str) -> bool:
        try:
            client("logs", url).put_query_definition(name="q", queryString="fields @message")
        except ClientError as error:
            return error.response["ResponseMetadata"]["HTTPStatusCode"] == 400
        return False

    @staticmethod
    def user_permissions(url: str) -> bool:
        policy = {
            "Version": "2012-10-17",
            "Statement": [{"Effect": "Allow", "Action": "lambda:ListFunctions", "Resource": "*"}],
        }
        role = make_role(url, "narrow", policy)
        keys = client("sts", url).assume_role(RoleArn=role, RoleSessionName="session")["Credentials"]
        narrow = client(
            "lambda",
            url,
            aws_access_key_id=keys["AccessKeyId"],
            aws_secret_access_key=keys["SecretAccessKey"],
            aws_session_token=keys["SessionToken"],
        )
        narrow.list_functions()
        try:
            narrow.list_layers()
            return False
        except ClientError as error:
            return "AccessDenied" in str(error)


DEFECTS: list[Callable[[str], bool]] = [
    check for name, check in vars(Defect).items() if isinstance(check, staticmethod) and not name.startswith("_")
] + event_defects.DEFECTS + permission_defects.DEFECTS + refusal_defects.DEFECTS


class PatchTests(unittest.TestCase):
    def test_every_patch_has_a_check(self) -> None:
        patches = {file.stem for file in (Path(__file__).parents[1] / "patches").glob("[a-z]*.py")}
        self.assertEqual(patches, {check.__name__ for check in DEFECTS})

    def test_the_emulator_has_none_of_the_defects(self) -> None:
        with emulator(gateway=GATEWAY) as url:
            for check in DEFECTS:
                with self.subTest(check.__name__):
                    self.assertTrue(check(url))

    def test_plain_moto_still_has_each_defect(self) -> None:
        with plain_moto() as url:
            for check in DEFECTS:
                name = check.__name__
                with self.subTest(name):
                    self.assertFalse(check(url), f"moto has mended this: patches/{name}.py can go")
