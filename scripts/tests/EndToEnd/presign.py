"""Prints a presigned URL of the Terraform state."""
import os

import boto3

PROJECT = os.environ["PROJECT"]

print(boto3.client("s3").generate_presigned_url(
    "get_object", {"Bucket": f"{PROJECT}-terraform-state-123456789012", "Key": f"{PROJECT}/local.tfstate"}))
