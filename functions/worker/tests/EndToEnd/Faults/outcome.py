"""SEED FILES ROWS BUCKET START: waits until everything is answered, receives the dead letters, and prints the outcome as JSON."""
import json
import os
import sys
import time
from typing import Any

import boto3

PROJECT = os.environ["PROJECT"]

seed, files, rows, bucket = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
sqs, s3, logs = boto3.client("sqs"), boto3.client("s3"), boto3.client("logs")
dynamodb: Any = boto3.resource("dynamodb")

def url(name):
    return sqs.get_queue_url(QueueName=f"{PROJECT}-local-{name}")["QueueUrl"]

def waiting(queue):
    names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
    return sum(int(count) for count in sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=names)["Attributes"].values())

def files_read():
    items = dynamodb.Table(f"{PROJECT}-local-files").scan()["Items"]
    # The ID consists of the key and the ETag.
    return {item["id"].split("#")[0] for item in items} & {f"inbox/fault-{seed}-{file}.csv" for file in range(files)}

# Gets them by key, because scanning the results of all seeds would take longer with each seed.
def results():
    table = f"{PROJECT}-local-results"
    for start in range(0, rows, 100):
        request = {table: {"Keys": [{"id": f"fault-{seed}-{row}"} for row in range(start, start + 100)]}}
        while request:
            page = dynamodb.batch_get_item(RequestItems=request)
            yield from (f"{item['id']} {item['amount']} {item['currency']}" for item in page["Responses"][table])
            request = page["UnprocessedKeys"]

queues = [url("change-requests"), url("upload-continuations")]
problem = "begun"
# The limit in case something hangs. A busy machine takes more than three minutes.
end = time.monotonic() + 480
while problem and time.monotonic() < end:
    time.sleep(2)
    read, left = files_read(), [waiting(queue) for queue in queues]
    problem = None if len(read) == files and not any(left) else f"read: {sorted(read)}; waiting requests and continuations: {left}"

dead, letters = [], url("change-requests-dead-letters")
while messages := sqs.receive_message(QueueUrl=letters, MaxNumberOfMessages=10).get("Messages"):
    for message in messages:
        dead.append(message["MessageId"])
        sqs.delete_message(QueueUrl=letters, ReceiptHandle=message["ReceiptHandle"])

# Returns None if there is no list.
def rejected(file):
    try:
        return len(s3.get_object(Bucket=bucket, Key=f"rejected/fault-{seed}-{file}.csv")["Body"].read().splitlines()) - 1
    except s3.exceptions.NoSuchKey:
        return None

def log(function):
    pages = logs.get_paginator("filter_log_events").paginate(
        logGroupName=f"/aws/lambda/{PROJECT}-local-{function}", startTime=int(sys.argv[5]))
    return [event["message"].strip() for page in pages for event in page["events"]]

timed_out = sum("Task timed out" in line for line in log("worker"))
lists = list(map(rejected, range(files)))
if problem or None in lists:
    said = [line for line in log("upload") if not line.startswith(("INIT_START", "START", "END"))]
    problem = f"{problem or 'a list is missing'}; {waiting(url('upload-failures'))} events were given up; upload's log:\n" + "\n".join(said)
print(json.dumps({"problem": problem, "results": list(results()), "dead": dead, "rejected": lists, "timed_out": timed_out}))
