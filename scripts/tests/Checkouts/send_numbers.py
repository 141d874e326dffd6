"""FIRST COUNT: sends that many numbered messages to audit.fifo, a few per second."""
import os
import sys
import time

import boto3

PROJECT = os.environ["PROJECT"]

sqs = boto3.client("sqs")
queue = sqs.get_queue_url(QueueName=f"{PROJECT}-local-audit.fifo")["QueueUrl"]
first, count = map(int, sys.argv[1:])
for number in range(first, first + count):
    sqs.send_message(QueueUrl=queue, MessageBody=f'{{"text":"number {number}."}}', MessageGroupId="g", MessageDeduplicationId=str(number))
    time.sleep(0.05)
