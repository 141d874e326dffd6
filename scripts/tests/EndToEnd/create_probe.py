"""NAME ARCHITECTURE ZIP, the last in base64: creates a function and its route GET /NAME; prints the account and their IDs."""
import base64
import json
import os
import sys

import boto3

PROJECT = os.environ["PROJECT"]

name, architecture, bootstrap = sys.argv[1:]
role = boto3.client("iam").get_role(RoleName=f"{PROJECT}-local-hello")["Role"]["Arn"]
arn = boto3.client("lambda").create_function(
    FunctionName=name, Role=role, Runtime="provided.al2023", Handler="bootstrap", Timeout=20,
    Architectures=[architecture], Code={"ZipFile": base64.b64decode(bootstrap)})["FunctionArn"]
gateway = boto3.client("apigatewayv2")
api, = (each["ApiId"] for each in gateway.get_apis()["Items"] if each["Name"] == f"{PROJECT}-local")
integration = gateway.create_integration(
    ApiId=api, IntegrationType="AWS_PROXY", IntegrationUri=arn, PayloadFormatVersion="2.0")["IntegrationId"]
route = gateway.create_route(ApiId=api, RouteKey=f"GET /{name}", Target=f"integrations/{integration}")["RouteId"]
print(json.dumps([arn.split(":")[4], api, integration, route]))
