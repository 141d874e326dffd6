"""FUNCTION ORIGIN: creates an API that lets pages of one origin call the function; prints its ID."""
import sys

import boto3

function, origin = sys.argv[1:]
aws, gateway = boto3.client("lambda"), boto3.client("apigatewayv2")
arn = aws.get_function(FunctionName=function)["Configuration"]["FunctionArn"]
cors = {"AllowOrigins": [origin], "AllowMethods": ["POST"], "AllowHeaders": ["content-type"]}
api = gateway.create_api(Name="pages", ProtocolType="HTTP", CorsConfiguration=cors)["ApiId"]
integration = gateway.create_integration(
    ApiId=api, IntegrationType="AWS_PROXY", IntegrationUri=arn, PayloadFormatVersion="2.0")["IntegrationId"]
gateway.create_route(ApiId=api, RouteKey="POST /probe", Target=f"integrations/{integration}")
gateway.create_stage(ApiId=api, StageName="page", AutoDeploy=True)
aws.add_permission(
    FunctionName=function, StatementId="pages", Action="lambda:InvokeFunction", Principal="apigateway.amazonaws.com",
    SourceArn=f"arn:aws:execute-api:us-east-1:123456789012:{api}/page/POST/probe")
print(api)
