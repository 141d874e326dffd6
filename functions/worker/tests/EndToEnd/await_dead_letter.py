"""Sends a message that can't be processed; prints its ID once it is a dead letter."""
import os
import sys

import boto3

PROJECT = os.environ["PROJECT"]

sqs = boto3.client("sqs")
queue = sqs.get_queue_url(QueueName=f"{PROJECT}-local-change-requests")["QueueUrl"]
dead = sqs.get_queue_url(QueueName=f"{PROJECT}-local-change-requests-dead-letters")["QueueUrl"]
sent = sqs.send_message(QueueUrl=queue, MessageBody="poison")["MessageId"]
for _ in range(120):
    for message in sqs.receive_message(QueueUrl=dead, WaitTimeSeconds=1).get("Messages", []):
        if message["MessageId"] == sent:
            sqs.delete_message(QueueUrl=dead, ReceiptHandle=message["ReceiptHandle"])
            print(sent)
            sys.exit()
sys.exit("the message did not reach the dead-letter queue")
