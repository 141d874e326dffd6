"""BUCKET NAME BASE64: uploads an image as inbox/NAME.png, waits for its labels, and prints them."""
import base64
import sys
import time

import boto3
from botocore.exceptions import ClientError

bucket, name, image = sys.argv[1:]
s3 = boto3.client("s3")
s3.put_object(Bucket=bucket, Key=f"inbox/{name}.png", Body=base64.b64decode(image))
for _ in range(60):
    try:
        print(s3.get_object(Bucket=bucket, Key=f"predictions/{name}.json")["Body"].read().decode())
        sys.exit()
    except ClientError:
        time.sleep(1)
sys.exit("there are no labels")
