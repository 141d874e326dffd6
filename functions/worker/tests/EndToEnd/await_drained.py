"""FILE: waits until the file has been read twice and no request is waiting."""
import os
import sys
import time

import boto3

PROJECT = os.environ["PROJECT"]

logs, sqs = boto3.client("logs"), boto3.client("sqs")
queue = sqs.get_queue_url(QueueName=f"{PROJECT}-local-change-requests")["QueueUrl"]
names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
read, counts = 0, {}
for _ in range(180):
    pages = logs.get_paginator("filter_log_events").paginate(logGroupName=f"/aws/lambda/{PROJECT}-local-upload")
    events = [event["message"] for page in pages for event in page["events"]]
    read = sum(sys.argv[1] in event and "rows accepted" in event for event in events)
    counts = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=names)["Attributes"]
    if read >= 2 and all(counts[name] == "0" for name in names):
        sys.exit()
    time.sleep(1)
sys.exit(f"read {read} times; {counts}")
