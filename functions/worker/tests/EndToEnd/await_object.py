"""BUCKET KEY: waits until an object exists, and prints it."""
import sys
import time

import boto3
from botocore.exceptions import ClientError

s3 = boto3.client("s3")
for _ in range(60):
    try:
        print(s3.get_object(Bucket=sys.argv[1], Key=sys.argv[2])["Body"].read().decode())
        sys.exit()
    except ClientError:
        time.sleep(1)
sys.exit("there is no list of rejected rows")
