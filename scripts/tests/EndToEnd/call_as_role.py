"""FUNCTION SERVICE OPERATION PARAMETERS: calls AWS with the credentials of a function's role; prints the HTTP status."""
import json
import os
import sys

import boto3
from botocore.exceptions import ClientError

PROJECT = os.environ["PROJECT"]

function, service, operation, parameters = sys.argv[1:]
role = f"arn:aws:iam::123456789012:role/{PROJECT}-local-{function}"
keys = boto3.client("sts").assume_role(RoleArn=role, RoleSessionName="test")["Credentials"]
narrow = boto3.client(
    service,
    aws_access_key_id=keys["AccessKeyId"],
    aws_secret_access_key=keys["SecretAccessKey"],
    aws_session_token=keys["SessionToken"],
)
try:
    answer = getattr(narrow, operation)(**json.loads(parameters))
except ClientError as error:
    answer = error.response
print(answer["ResponseMetadata"]["HTTPStatusCode"])
