"""NAME API INTEGRATION ROUTE AUTHORIZER…: deletes what create_probe.py created, and authorizers of its route."""
import sys

import boto3

name, api, integration, route, *authorizers = sys.argv[1:]
gateway = boto3.client("apigatewayv2")
gateway.delete_route(ApiId=api, RouteId=route)
gateway.delete_integration(ApiId=api, IntegrationId=integration)
for authorizer in authorizers:
    gateway.delete_authorizer(ApiId=api, AuthorizerId=authorizer)
boto3.client("lambda").delete_function(FunctionName=name)
