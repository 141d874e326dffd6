"""GROUP TEXT: waits up to 20 seconds until a message in a log group contains a text; prints all messages as JSON."""
import json
import sys
import time

import boto3

group, text = sys.argv[1:]
logs = boto3.client("logs")
lines = []
for _ in range(40):
    lines = [event["message"] for event in logs.filter_log_events(logGroupName=group)["events"]]
    if any(text in line for line in lines):
        break
    time.sleep(0.5)
print(json.dumps(lines))
