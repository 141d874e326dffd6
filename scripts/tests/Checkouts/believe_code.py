"""CODE_SHA256: writes to the Terraform state that the function has this code."""
import json
import os
import sys

import boto3

PROJECT = os.environ["PROJECT"]

s3, state_file = boto3.client("s3"), {"Bucket": f"{PROJECT}-terraform-state-123456789012", "Key": f"{PROJECT}/local.tfstate"}
state = json.load(s3.get_object(**state_file)["Body"])
function, = (each for each in state["resources"] if each["type"] == "aws_lambda_function")
function["instances"][0]["attributes"]["source_code_hash"] = sys.argv[1]
s3.put_object(**state_file, Body=json.dumps(state | {"serial": state["serial"] + 1}))
