"""SEED COUNT: sends messages that can't be processed; prints their IDs."""
import os
import sys

import boto3

PROJECT = os.environ["PROJECT"]

sqs = boto3.client("sqs")
queue = sqs.get_queue_url(QueueName=f"{PROJECT}-local-change-requests")["QueueUrl"]
for number in range(int(sys.argv[2])):
    print(sqs.send_message(QueueUrl=queue, MessageBody=f"poison {sys.argv[1]} {number}")["MessageId"])
