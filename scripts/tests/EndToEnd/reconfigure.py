"""FUNCTION TIMEOUT VARIABLES BEFORE, the last three in JSON: publishes a version with different settings, or restores the previous ones."""
import json
import sys

import boto3

function, timeout, variables, before = sys.argv[1], json.loads(sys.argv[2]), json.loads(sys.argv[3]), json.loads(sys.argv[4])
aws = boto3.client("lambda")
was = aws.get_function_configuration(FunctionName=function)
version = aws.get_alias(FunctionName=function, Name="live")["FunctionVersion"]
now = before or {"timeout": timeout or was["Timeout"], "variables": was["Environment"]["Variables"] | variables}
aws.update_function_configuration(FunctionName=function, Timeout=now["timeout"], Environment={"Variables": now["variables"]})
live = before["version"] if before else aws.publish_version(FunctionName=function)["Version"]
aws.update_alias(FunctionName=function, Name="live", FunctionVersion=live)
if before:
    aws.delete_function(FunctionName=function, Qualifier=version)
print(json.dumps({"timeout": was["Timeout"], "variables": was["Environment"]["Variables"], "version": version}))
