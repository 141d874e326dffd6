"""Prints a presigned URL of the Terraform state."""
import boto3

print(boto3.client("s3").generate_presigned_url(
    "get_object", {"Bucket": "quickchange-terraform-state-123456789012", "Key": "quickchange/local.tfstate"}))
