"""FILE BUCKET SEED: uploads the parts of a file, which are separated by form feeds, one per second."""
import sys
import time

import boto3

s3 = boto3.client("s3")
with open(sys.argv[1]) as files:
    for file, text in enumerate(files.read().split("\f")):
        s3.put_object(Bucket=sys.argv[2], Key=f"inbox/fault-{sys.argv[3]}-{file}.csv", Body=text.encode())
        time.sleep(1)
