"""FIRST END FUNCTION…: waits up to five minutes; prints the numbers in the range that no function has logged."""
import os
import re
import sys
import time

import boto3

PROJECT = os.environ["PROJECT"]

pages, missing = boto3.client("logs").get_paginator("filter_log_events"), {str(number) for number in range(*map(int, sys.argv[1:3]))}
for _ in range(600):
    for function in sys.argv[3:]:
        for page in pages.paginate(logGroupName=f"/aws/lambda/{PROJECT}-local-{function}", filterPattern='"number"'):
            missing -= {number for event in page["events"] for number in re.findall("number ([0-9]+)", event["message"])}
    if not missing:
        break
    time.sleep(0.5)
print(*sorted(missing, key=int))
