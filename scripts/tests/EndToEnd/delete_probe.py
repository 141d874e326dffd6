"""NAME API INTEGRATION ROUTE: deletes what create_probe.py created."""
import sys

import boto3

name, api, integration, route = sys.argv[1:]
gateway = boto3.client("apigatewayv2")
gateway.delete_route(ApiId=api, RouteId=route)
gateway.delete_integration(ApiId=api, IntegrationId=integration)
boto3.client("lambda").delete_function(FunctionName=name)
