import unittest
from pathlib import Path

import event_defects
import permission_defects
import refusal_defects
from botocore.exceptions import ClientError
from emulators import client, emulator, opener, plain_moto
from event_defects import as_role, is_denied
from functions import make_function, zip_of
from refusal_defects import refuses

GATEWAY = "http://127.0.0.1:4321"


def api_endpoint(url: str) -> bool:
    api = client("apigatewayv2", url).create_api(Name="endpoint", ProtocolType="HTTP")
    return api["ApiEndpoint"] == GATEWAY


def authorizers(url: str) -> bool:
    gateway = client("apigatewayv2", url)
    api = gateway.create_api(Name="authorizers", ProtocolType="HTTP")["ApiId"]
    made = gateway.create_authorizer(
        ApiId=api, AuthorizerType="JWT", Name="jwt", IdentitySource=["$request.header.Authorization"],
        JwtConfiguration={"Issuer": "https://issuer.example", "Audience": ["a"]})["AuthorizerId"]
    try:
        listed = gateway.get_authorizers(ApiId=api)["Items"]
    except ClientError:
        return False
    return [(each["AuthorizerId"], each["JwtConfiguration"]["Audience"]) for each in listed] == [(made, ["a"])]


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
    codes = {qualifier: opener.open(place).read() for qualifier, place in places.items()}
    return codes == {"1": zip_of("one"), "$LATEST": zip_of("two")}


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


def route_scopes(url: str) -> bool:
    gateway = client("apigatewayv2", url)
    api = gateway.create_api(Name="scopes", ProtocolType="HTTP")["ApiId"]
    route = gateway.create_route(ApiId=api, RouteKey="GET /a", AuthorizationScopes=["read"])["RouteId"]
    gateway.update_route(ApiId=api, RouteId=route, OperationName="o")
    kept = gateway.get_route(ApiId=api, RouteId=route)["AuthorizationScopes"]
    gateway.update_route(ApiId=api, RouteId=route, AuthorizationScopes=[])
    return kept == ["read"] and gateway.get_route(ApiId=api, RouteId=route)["AuthorizationScopes"] == []


def route_settings(url: str) -> bool:
    gateway = client("apigatewayv2", url)
    api = gateway.create_api(Name="settings", ProtocolType="HTTP")["ApiId"]
    keys = {"GET /a/{b}": {"ThrottlingRateLimit": 5.0}, "ANY /c": {"ThrottlingRateLimit": 6.0}}
    for key in keys:
        gateway.create_route(ApiId=api, RouteKey=key)
    gateway.create_stage(ApiId=api, StageName="Prod", RouteSettings=keys)
    try:
        gateway.delete_route_settings(ApiId=api, StageName="Prod", RouteKey="GET /a/{b}")
    except ClientError:
        return False
    left = gateway.get_stage(ApiId=api, StageName="Prod")["RouteSettings"]
    return left == {"ANY /c": keys["ANY /c"]} and refuses(
        "NotFoundException", gateway.delete_route_settings, ApiId=api, StageName="Prod", RouteKey="GET /a/{b}"
    )


def stage_update(url: str) -> bool:
    gateway = client("apigatewayv2", url)
    api = gateway.create_api(Name="stage", ProtocolType="HTTP")["ApiId"]
    gateway.create_stage(ApiId=api, StageName="Prod")
    settings = {"ThrottlingRateLimit": 5.0, "ThrottlingBurstLimit": 2}
    try:
        gateway.update_stage(ApiId=api, StageName="Prod", DefaultRouteSettings=settings)
    except ClientError:
        return False
    return gateway.get_stage(ApiId=api, StageName="Prod")["DefaultRouteSettings"] == settings


def unimplemented_actions(url: str) -> bool:
    try:
        client("logs", url).put_query_definition(name="q", queryString="fields @message")
    except ClientError as error:
        return error.response["ResponseMetadata"]["HTTPStatusCode"] == 400
    return False


def user_permissions(url: str) -> bool:
    narrow = as_role(url, "lambda", "narrow", {"Effect": "Allow", "Action": "lambda:ListFunctions", "Resource": "*"})
    narrow.list_functions()
    return is_denied(narrow.list_layers)


DEFECTS = [
    api_endpoint, authorizers, code_location, function_configuration, route_scopes, route_settings, stage_update, unimplemented_actions,
    user_permissions,
    *event_defects.DEFECTS, *permission_defects.DEFECTS, *refusal_defects.DEFECTS]


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
