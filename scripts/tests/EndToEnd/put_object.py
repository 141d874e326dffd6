"""BUCKET KEY TEXT: writes an object."""
import boto3, sys
bucket, key, body = sys.argv[1:]
boto3.client("s3").put_object(Bucket=bucket, Key=key, Body=body.encode())
