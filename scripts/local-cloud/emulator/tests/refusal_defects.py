"""Requests that moto should reject: a function for each patch, which returns True if it does."""

import json
from collections.abc import Callable
from typing import Any

from botocore.exceptions import ClientError
from emulators import client
from event_defects import make_queue
from functions import make_function, make_role, zip_of


def refuses(code: str, call: Callable[..., Any], *words: str, **parameters: Any) -> bool:
    """Whether a call fails with this error code and a message that contains these words."""
    try:
        call(**parameters)
        return False
    except ClientError as error:
        said = error.response["Error"]
        return said["Code"] == code and all(word in said["Message"] for word in words)


def make_api(url: str, name: str) -> tuple[Any, str, str]:
    """A client, an API's ID, and the ID of its integration."""
    gateway = client("apigatewayv2", url)
    api = gateway.create_api(Name=name, ProtocolType="HTTP")["ApiId"]
    function = f"arn:aws:lambda:us-east-1:123456789012:function:{name}"
    integration = gateway.create_integration(ApiId=api, IntegrationType="AWS_PROXY", IntegrationUri=function)
    return gateway, api, integration["IntegrationId"]


def alias_versions(url: str) -> bool:
    make_function(url, "aliased", Publish=True)
    aws = client("lambda", url)
    for changed in ("2", "3"):
        aws.update_function_configuration(FunctionName="aliased", Description=changed)
        aws.publish_version(FunctionName="aliased")
    weights = {"AdditionalVersionWeights": {"2": 0.1}}
    aws.create_alias(FunctionName="aliased", Name="live", FunctionVersion="1", RoutingConfig=weights)
    if not all(
        refuses("ResourceConflictException", aws.delete_function, "[live]", FunctionName="aliased", Qualifier=version)
        for version in ("1", "2")
    ):
        return False
    aws.delete_function(FunctionName="aliased", Qualifier="3")
    left = aws.list_versions_by_function(FunctionName="aliased")["Versions"]
    return [version["Version"] for version in left] == ["$LATEST", "1", "2"]


def api_conflicts(url: str) -> bool:
    gateway, api, _ = make_api(url, "conflicts")
    gateway.create_stage(ApiId=api, StageName="Prod")
    gateway.create_route(ApiId=api, RouteKey="GET /a/{b}")
    other = gateway.create_route(ApiId=api, RouteKey="GET /other")["RouteId"]
    return (
        refuses("ConflictException", gateway.create_stage, "already exists", ApiId=api, StageName="Prod")
        and refuses("ConflictException", gateway.create_route, "GET /a/{b}", ApiId=api, RouteKey="GET /a/{b}")
        and refuses("ConflictException", gateway.create_route, "conflicting variable", ApiId=api, RouteKey="GET /a/{c}")
        and refuses("ConflictException", gateway.update_route, ApiId=api, RouteId=other, RouteKey="GET /a/{c}")
        and gateway.create_route(ApiId=api, RouteKey="GET /a/{b+}")["RouteKey"] == "GET /a/{b+}"
        and gateway.update_route(ApiId=api, RouteId=other, RouteKey="GET /other")["RouteKey"] == "GET /other"
    )


def api_references(url: str) -> bool:
    gateway, api, integration = make_api(url, "references")
    target = f"integrations/{integration}"
    authorizer = gateway.create_authorizer(
        ApiId=api,
        Name="tokens",
        AuthorizerType="JWT",
        IdentitySource=["$request.header.Authorization"],
        JwtConfiguration={"Issuer": "https://issuer.example.org", "Audience": ["a"]},
    )["AuthorizerId"]
    authorization = {"AuthorizationType": "JWT", "AuthorizerId": authorizer}
    route = gateway.create_route(ApiId=api, RouteKey="GET /a", Target=target, **authorization)["RouteId"]
    if not (
        refuses("ConflictException", gateway.delete_integration, f"[{route}]", ApiId=api, IntegrationId=integration)
        and refuses("ConflictException", gateway.delete_authorizer, "GET /a", ApiId=api, AuthorizerId=authorizer)
        and refuses("NotFoundException", gateway.create_route, ApiId=api, RouteKey="GET /b", Target="integrations/none")
        and refuses("NotFoundException", gateway.update_route, ApiId=api, RouteId=route, Target="integrations/none")
        and refuses("NotFoundException", gateway.create_route, ApiId=api, RouteKey="GET /b", AuthorizationType="JWT", AuthorizerId="none")
    ):
        return False
    gateway.delete_route(ApiId=api, RouteId=route)
    gateway.delete_authorizer(ApiId=api, AuthorizerId=authorizer)
    gateway.delete_integration(ApiId=api, IntegrationId=integration)
    return gateway.get_integrations(ApiId=api)["Items"] == []


def attached_policies(url: str) -> bool:
    iam = client("iam", url)
    statement = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}
    document = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    arns = [
        iam.create_policy(PolicyName=name, PolicyDocument=document)["Policy"]["Arn"] for name in ("attached", "boundary")
    ]
    make_role(url, "attaching")
    iam.attach_role_policy(RoleName="attaching", PolicyArn=arns[0])
    iam.put_role_permissions_boundary(RoleName="attaching", PermissionsBoundary=arns[1])
    if not all(refuses("DeleteConflict", iam.delete_policy, PolicyArn=arn) for arn in arns):
        return False
    iam.detach_role_policy(RoleName="attaching", PolicyArn=arns[0])
    iam.delete_role_permissions_boundary(RoleName="attaching")
    return all(iam.delete_policy(PolicyArn=arn) for arn in arns)


def mapping_conflict(url: str) -> bool:
    make_function(url, "twice", Publish=True)
    aws = client("lambda", url)
    aws.create_alias(FunctionName="twice", Name="live", FunctionVersion="1")
    _, queue = make_queue(url, "twice")
    uuid = aws.create_event_source_mapping(EventSourceArn=queue, FunctionName="twice:live")["UUID"]
    return (
        refuses(
            "ResourceConflictException",
            aws.create_event_source_mapping,
            uuid,
            EventSourceArn=queue,
            FunctionName="arn:aws:lambda:us-east-1:123456789012:function:twice:live",
        )
        and aws.create_event_source_mapping(EventSourceArn=queue, FunctionName="twice")["UUID"] != uuid
    )


def permission_qualifier(url: str) -> bool:
    make_function(url, "permitted", Publish=True)
    aws = client("lambda", url)
    aws.create_alias(FunctionName="permitted", Name="live", FunctionVersion="1")
    statement = {"FunctionName": "permitted", "StatementId": "s", "Action": "lambda:InvokeFunction"}
    live = {"FunctionName": "permitted", "Qualifier": "live"}
    aws.add_permission(**statement, Qualifier="live", Principal="apigateway.amazonaws.com")
    again = {**statement, "Qualifier": "live", "Principal": "s3.amazonaws.com"}
    if not (
        refuses("ResourceNotFoundException", aws.get_policy, FunctionName="permitted")
        and refuses("ResourceConflictException", aws.add_permission, "(s)", **again)
    ):
        return False
    aws.add_permission(**statement, Principal="s3.amazonaws.com")
    aws.remove_permission(FunctionName="permitted", StatementId="s")
    return (
        "apigateway" in aws.get_policy(**live)["Policy"]
        and refuses("ResourceNotFoundException", aws.remove_permission, **live, StatementId="other")
        and aws.remove_permission(**live, StatementId="s") is not None
        and refuses("ResourceNotFoundException", aws.get_policy, **live)
    )


def revision_ids(url: str) -> bool:
    aws = client("lambda", url)
    created = make_function(url, "revised", Publish=True).get("RevisionId")
    changed = aws.update_function_configuration(FunctionName="revised", Description="2").get("RevisionId")
    coded = aws.update_function_code(FunctionName="revised", ZipFile=zip_of("2")).get("RevisionId")
    now = aws.get_function_configuration(FunctionName="revised").get("RevisionId")
    aliases = [aws.create_alias(FunctionName="revised", Name="live", FunctionVersion="1")["RevisionId"],
               aws.update_alias(FunctionName="revised", Name="live", Description="2")["RevisionId"]]
    return None not in (created, changed, coded) and len({created, changed, coded}) == 3 and now == coded and len(set(aliases)) == 2


def published_versions(url: str) -> bool:
    aws = client("lambda", url)
    make_function(url, "numbered", Publish=True)
    published = []
    for code in ("2", "2", "3", "4"):
        aws.update_function_code(FunctionName="numbered", ZipFile=zip_of(code))
        published.append(aws.publish_version(FunctionName="numbered")["Version"])
        if code == "3":
            aws.delete_function(FunctionName="numbered", Qualifier=published[-1])
    left = [version["Version"] for version in aws.list_versions_by_function(FunctionName="numbered")["Versions"]]
    return published == ["2", "2", "3", "4"] and left == ["$LATEST", "1", "2", "4"] and aws.delete_function(FunctionName="numbered") is not None


def unknown_route_keys(url: str) -> bool:
    gateway, api, _ = make_api(url, "keys")
    gateway.create_route(ApiId=api, RouteKey="GET /a")
    known, unknown = ({key: {"ThrottlingRateLimit": 5.0}} for key in ("GET /a", "GET /b"))
    if not refuses(
        "NotFoundException", gateway.create_stage, "GET /b", ApiId=api, StageName="Prod", RouteSettings=known | unknown
    ):
        return False
    gateway.create_stage(ApiId=api, StageName="Prod", RouteSettings=known)
    return refuses("NotFoundException", gateway.update_stage, ApiId=api, StageName="Prod", RouteSettings=unknown)


DEFECTS = [
    alias_versions, api_conflicts, api_references, attached_policies, mapping_conflict, permission_qualifier,
    published_versions, revision_ids, unknown_route_keys]
