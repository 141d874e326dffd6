import threading
import unittest
from typing import Any
from unittest import mock

from botocore.exceptions import ClientError
from emulators import client, emulator
from event_defects import make_queue
from patches import queue_messages


class MessageStoreTests(unittest.TestCase):
    """Tests SQS through a client."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.url = cls.enterClassContext(emulator())
        cls.sqs = client("sqs", cls.url)

    def queue(self, **attributes: str) -> str:
        fifo = ".fifo" if "FifoQueue" in attributes else ""
        return make_queue(self.url, self.id().split(".")[-1][:60] + fifo, **attributes)[0]

    def receive(self, queue: str, **parameters: Any) -> list[dict[str, Any]]:
        return self.sqs.receive_message(
            QueueUrl=queue, MaxNumberOfMessages=10, AttributeNames=["All"], **parameters
        ).get("Messages", [])

    def counts(self, queue: str) -> tuple[str, str, str]:
        names = [f"ApproximateNumberOfMessages{kind}" for kind in ("", "NotVisible", "Delayed")]
        found = self.sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=names)["Attributes"]
        return tuple(found[name] for name in names)

    def test_a_received_message_is_hidden_and_counted(self) -> None:
        queue = self.queue()
        self.sqs.send_message(QueueUrl=queue, MessageBody="a")
        self.sqs.send_message(QueueUrl=queue, MessageBody="later", DelaySeconds=60)
        self.assertEqual(["a"], [message["Body"] for message in self.receive(queue)])
        self.assertEqual([], self.receive(queue))
        self.assertEqual(("0", "1", "1"), self.counts(queue))

    def test_a_receive_that_waits_hides_messages_for_as_long_as_the_queue_says_when_they_come(self) -> None:
        for asked, expected in ((30, 40), (5, 5)):
            with self.subTest(asked):
                store = mock.Mock(**{"receive.return_value": []})
                queue = mock.Mock(store=store, visibility_timeout=30)
                queue_messages.receive_message(mock.Mock(**{"get_queue.return_value": queue}), "q", 1, 20, asked)
                queue.visibility_timeout = 40
                self.assertEqual(expected, store.receive.call_args.args[2]())

    def test_a_message_comes_back_at_once_when_its_visibility_is_set_to_0(self) -> None:
        queue = self.queue()
        self.sqs.send_message(QueueUrl=queue, MessageBody="a")
        [first] = self.receive(queue)
        self.sqs.change_message_visibility(QueueUrl=queue, ReceiptHandle=first["ReceiptHandle"], VisibilityTimeout=0)
        [second] = self.receive(queue)
        self.assertEqual("2", second["Attributes"]["ApproximateReceiveCount"])

    def test_a_waiting_receive_ends_when_a_message_comes_back(self) -> None:
        queue = self.queue(VisibilityTimeout="1")
        self.sqs.send_message(QueueUrl=queue, MessageBody="a")
        self.receive(queue)
        self.assertEqual(1, len(self.receive(queue, WaitTimeSeconds=20)))

    def test_an_old_receipt_handle_deletes_nothing(self) -> None:
        queue = self.queue()
        self.sqs.send_message(QueueUrl=queue, MessageBody="a")
        [first] = self.receive(queue, VisibilityTimeout=0)
        [second] = self.receive(queue)
        self.sqs.delete_message(QueueUrl=queue, ReceiptHandle=first["ReceiptHandle"])
        self.assertEqual(("0", "1", "0"), self.counts(queue))
        self.sqs.delete_message(QueueUrl=queue, ReceiptHandle=second["ReceiptHandle"])
        self.sqs.delete_message(QueueUrl=queue, ReceiptHandle=second["ReceiptHandle"])
        self.assertEqual(("0", "0", "0"), self.counts(queue))

    def test_a_handle_that_is_none_is_refused(self) -> None:
        queue = self.queue()
        with self.assertRaisesRegex(ClientError, "ReceiptHandleIsInvalid"):
            self.sqs.delete_message(QueueUrl=queue, ReceiptHandle="nothing")

    def test_a_message_goes_to_the_dead_letter_queue_after_its_tries(self) -> None:
        dead_letters, arn = make_queue(self.url, "dead-letters")
        queue = self.queue(RedrivePolicy=f'{{"deadLetterTargetArn":"{arn}","maxReceiveCount":2}}')
        sent = self.sqs.send_message(QueueUrl=queue, MessageBody="poison")["MessageId"]
        tries = [len(self.receive(queue, VisibilityTimeout=0)) for _ in range(3)]
        self.assertEqual([1, 1, 0], tries)
        self.assertEqual([sent], [message["MessageId"] for message in self.receive(dead_letters)])
        self.assertEqual(("0", "0", "0"), self.counts(queue))

    def test_a_group_waits_for_its_message_in_flight_and_keeps_its_order(self) -> None:
        queue = self.queue(FifoQueue="true", ContentBasedDeduplication="true")
        for group, body in (("a", "a1"), ("a", "a2"), ("b", "b1"), ("a", "a3")):
            self.sqs.send_message(QueueUrl=queue, MessageBody=body, MessageGroupId=group)
        [first] = self.sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=1)["Messages"]
        self.assertEqual(["b1"], [message["Body"] for message in self.receive(queue)])
        self.sqs.change_message_visibility(QueueUrl=queue, ReceiptHandle=first["ReceiptHandle"], VisibilityTimeout=0)
        self.assertEqual(["a1", "a2", "a3"], [message["Body"] for message in self.receive(queue)])

    def test_a_repeated_deduplication_id_is_taken_once(self) -> None:
        queue = self.queue(FifoQueue="true")
        for _ in range(2):
            self.sqs.send_message(QueueUrl=queue, MessageBody="x", MessageGroupId="g", MessageDeduplicationId="d")
        self.assertEqual(1, len(self.receive(queue)))

    def test_nothing_is_lost_and_nothing_comes_twice_with_many_at_work(self) -> None:
        queue = self.queue()
        received: list[str] = []
        sending = [threading.Thread(target=self.send_many, args=(queue, worker)) for worker in range(4)]
        receiving = [threading.Thread(target=self.receive_all, args=(queue, received)) for _ in range(4)]
        for thread in sending + receiving:
            thread.start()
        for thread in sending + receiving:
            thread.join()
        self.assertEqual(sorted(f"{worker}-{index}" for worker in range(4) for index in range(100)), sorted(received))

    def send_many(self, queue: str, worker: int) -> None:
        for start in range(0, 100, 10):
            entries = [{"Id": str(index), "MessageBody": f"{worker}-{index}"} for index in range(start, start + 10)]
            client("sqs", self.url).send_message_batch(QueueUrl=queue, Entries=entries)

    def receive_all(self, queue: str, received: list[str]) -> None:
        sqs = client("sqs", self.url)
        while len(received) < 400:
            messages = sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=10, WaitTimeSeconds=1).get("Messages", [])
            received.extend(message["Body"] for message in messages)
            for message in messages:
                sqs.delete_message(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])
