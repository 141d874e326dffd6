"""BUCKET KEY TEXT: writes an object."""
import sys

import boto3

bucket, key, body = sys.argv[1:]
boto3.client("s3").put_object(Bucket=bucket, Key=key, Body=body.encode())
