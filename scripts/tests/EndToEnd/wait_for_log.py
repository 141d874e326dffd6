"""GROUP TEXT: prints the messages of a log group as JSON, once one has the text, or after 20 seconds."""
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
