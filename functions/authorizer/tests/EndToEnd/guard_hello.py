"""PATH: creates a route to the function hello that the authorizer guards, GET PATH; with the word remove, removes it."""
import os
import sys

import boto3

path, *remove = sys.argv[1:]
name = f"{os.environ['PROJECT']}-local"
gateway, functions = boto3.client("apigatewayv2"), boto3.client("lambda")
api = next(each["ApiId"] for each in gateway.get_apis()["Items"] if each["Name"] == name)
alias = {"FunctionName": f"{name}-hello", "Qualifier": "live", "StatementId": path.strip("/")}
if remove:
    route = next(each["RouteId"] for each in gateway.get_routes(ApiId=api)["Items"] if each["RouteKey"] == f"GET {path}")
    gateway.delete_route(ApiId=api, RouteId=route)
    functions.remove_permission(**alias)
else:
    integration = next(each["IntegrationId"] for each in gateway.get_integrations(ApiId=api)["Items"] if f"{name}-hello:" in each["IntegrationUri"])
    authorizer = next(each["AuthorizerId"] for each in gateway.get_authorizers(ApiId=api)["Items"] if each["Name"] == "authorizer")
    functions.add_permission(**alias, Action="lambda:InvokeFunction", Principal="apigateway.amazonaws.com",
                             SourceArn=f"arn:aws:execute-api:us-east-1:123456789012:{api}/Prod/GET{path}")
    gateway.create_route(ApiId=api, RouteKey=f"GET {path}", Target=f"integrations/{integration}", AuthorizationType="CUSTOM", AuthorizerId=authorizer)
