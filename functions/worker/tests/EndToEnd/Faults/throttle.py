"""FUNCTION: limits it to one environment, and invokes it; prints how many invocations were throttled."""
import sys
import time

import boto3
from botocore.config import Config

aws = boto3.client("lambda", config=Config(retries={"total_max_attempts": 1}))
aws.put_function_concurrency(FunctionName=sys.argv[1], ReservedConcurrentExecutions=1)
throttled = 0
for _ in range(10):
    try:
        aws.invoke(FunctionName=sys.argv[1], Qualifier="live", Payload=b'{"Records":[]}')
    except aws.exceptions.TooManyRequestsException:
        throttled += 1
    time.sleep(0.1)
print(throttled)
