import contextlib
import io
import os
import pty
import signal
import unittest
from typing import Any
from unittest import mock

from botocore.exceptions import ClientError

from tools.common.environments import EnvironmentTests, emulators
from tools.redrive import command as redrive
from tools.redrive import dead_letters


class ShortenedTests(unittest.TestCase):
    def test_a_body_is_one_line_of_at_most_200_characters(self) -> None:
        self.assertEqual(redrive.shortened("a\n\x1b[31mb"), "a  [31mb")
        self.assertEqual(redrive.shortened("x" * 200), "x" * 200)
        self.assertEqual(redrive.shortened("x" * 201), "x" * 199 + "…")


class CopyTests(unittest.TestCase):
    def test_a_copy_keeps_attributes_group_and_trace(self) -> None:
        attributes = {"source": {"DataType": "String", "StringValue": "x"}}
        message = {"Body": "b", "MessageId": "m", "MessageAttributes": attributes,
                   "Attributes": {"MessageGroupId": "g", "MessageDeduplicationId": "d", "AWSTraceHeader": "Root=1"}}
        self.assertEqual(dead_letters.copy("0", message, fifo=True), {
            "Id": "0", "MessageBody": "b", "MessageAttributes": attributes, "MessageGroupId": "g", "MessageDeduplicationId": "m",
            "MessageSystemAttributes": {"AWSTraceHeader": {"DataType": "String", "StringValue": "Root=1"}}})

    def test_only_a_fifo_queue_gets_a_deduplication_identifier(self) -> None:
        self.assertEqual(dead_letters.copy("0", {"Body": "b", "MessageId": "m"}, fifo=False),
                         {"Id": "0", "MessageBody": "b", "MessageAttributes": {}})


class RedriveTests(EnvironmentTests):
    def setUp(self) -> None:
        super().setUp()
        self.sqs = emulators.client("sqs", self.url)

    def queues(self, ending: str = "") -> tuple[str, str]:
        """The URLs of a dead-letter queue and its source queue."""
        attributes = {"FifoQueue": "true"} if ending else {}
        names = (f"quickchange-local-orders-dead-letters{ending}", f"quickchange-local-orders{ending}")
        source, target = (self.sqs.create_queue(QueueName=name, Attributes=attributes)["QueueUrl"] for name in names)
        return source, target

    def send(self, url: str, count: int, **options: Any) -> list[str]:
        bodies = [f"order {number}" for number in range(count)]
        for body in bodies:
            self.sqs.send_message(QueueUrl=url, MessageBody=body, **options)
        return bodies

    def received(self, url: str) -> list[dict[str, Any]]:
        messages: list[dict[str, Any]] = []
        while found := self.sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, MessageAttributeNames=["All"],
                                                MessageSystemAttributeNames=["All"]).get("Messages", []):
            messages += found
            for message in found:
                self.sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
        return messages

    def test_messages_are_back_in_their_queue_with_their_attributes(self) -> None:
        source, target = self.queues()
        bodies = self.send(source, 23, MessageAttributes={"kind": {"DataType": "String", "StringValue": "x"}})
        status, out, err = self.run_script("redrive", "orders", "--yes")
        self.assertEqual((status, err), (0, ""))
        self.assertRegex(out, r"^23 messages in quickchange-local-orders-dead-letters; the first:\n  [0-9a-f-]{36}: order ")
        self.assertTrue(out.endswith("23 moved, 0 left\n"), out)
        moved = self.received(target)
        self.assertCountEqual([message["Body"] for message in moved], bodies)
        self.assertEqual({message["MessageAttributes"]["kind"]["StringValue"] for message in moved}, {"x"})
        self.assertEqual(self.received(source), [])

    def test_messages_of_a_fifo_queue_keep_their_group_and_their_order(self) -> None:
        source, target = self.queues(".fifo")
        for number in range(12):
            self.sqs.send_message(QueueUrl=source, MessageBody=str(number), MessageGroupId="inbox/a.csv",
                                  MessageDeduplicationId=str(number))
        self.assertEqual(self.run_script("redrive", "orders", "--yes")[1].splitlines()[-1], "12 moved, 0 left")
        moved = self.received(target)
        self.assertEqual([message["Body"] for message in moved], [str(number) for number in range(12)])
        self.assertEqual({message["Attributes"]["MessageGroupId"] for message in moved}, {"inbox/a.csv"})

    def test_messages_that_are_too_large_for_one_request_are_moved_in_several(self) -> None:
        source, target = self.queues()
        for _ in range(7):
            self.sqs.send_message(QueueUrl=source, MessageBody="x" * 300_000,
                                  MessageAttributes={"kind": {"DataType": "Binary", "BinaryValue": b"y"}})
        status, out, err = self.run_script("redrive", "orders", "--yes")
        self.assertEqual((status, err, out.splitlines()[-1]), (0, "", "7 moved, 0 left"))
        self.assertEqual(len(self.received(target)), 7)

    def test_a_limit_leaves_the_rest(self) -> None:
        source, target = self.queues()
        self.send(source, 14)
        self.assertEqual(self.run_script("redrive", "orders", "--yes", "--limit", "11")[1].splitlines()[-1], "11 moved, 3 left")
        self.assertEqual((len(self.received(target)), len(self.received(source))), (11, 3))

    def test_an_empty_queue_is_no_failure(self) -> None:
        self.queues()
        self.assertEqual(self.run_script("redrive", "orders"), (0, "the dead-letter queue is empty\n", ""))

    def test_messages_that_someone_receives_are_not_moved(self) -> None:
        source, _ = self.queues()
        self.send(source, 1)
        self.sqs.receive_message(QueueUrl=source, VisibilityTimeout=600)
        status, out, err = self.run_script("redrive", "orders", "--yes")
        self.assertEqual((status, out), (1, ""))
        self.assertIn("1 messages in quickchange-local-orders-dead-letters are in flight", err)

    def test_without_a_terminal_and_yes_nothing_is_moved(self) -> None:
        source, _ = self.queues()
        bodies = self.send(source, 2)
        status, _, err = self.run_script("redrive", "orders")
        self.assertEqual((status, err), (1, "redrive: there is no terminal to ask for confirmation; use --yes to move them\n"))
        self.assertCountEqual([message["Body"] for message in self.received(source)], bodies)

    def test_it_moves_only_what_the_person_agrees_to(self) -> None:
        source, target = self.queues()
        self.send(source, 2)
        for answer, status, left in (("\n", 1, 2), ("n\n", 1, 2), ("\x04", 1, 2), ("y\n", 0, 0)):
            with self.subTest(answer):
                self.assertEqual(self.answer(answer), status)
                count = self.sqs.get_queue_attributes(QueueUrl=source, AttributeNames=["ApproximateNumberOfMessages"])
                self.assertEqual(count["Attributes"]["ApproximateNumberOfMessages"], str(left))
        self.assertEqual(len(self.received(target)), 2)

    def answer(self, text: str) -> int:
        """Answers the prompt on a terminal; returns the exit status."""
        person, terminal = pty.openpty()
        try:
            with self.start("redrive", "orders", stdin=terminal) as process:
                os.write(person, text.encode())
                out, _ = process.communicate(timeout=emulators.PATIENCE)
            self.assertIn("Move 2 messages back to quickchange-local-orders? [y/N]", out)
            return process.returncode
        finally:
            os.close(person)
            os.close(terminal)

    def test_an_unknown_queue_is_answered_with_those_there_are(self) -> None:
        self.queues()
        status, _, err = self.run_script("redrive", "ordres")
        self.assertEqual(status, 1)
        self.assertIn("queues with one: orders\n", err)

    def test_what_is_not_sent_is_not_deleted(self) -> None:
        source, target = self.pair()
        self.send(source.url, 3)

        def refuse_the_second(QueueUrl: str, Entries: list[dict[str, Any]]) -> dict[str, Any]:
            answer = emulators.client("sqs", self.url).send_message_batch(QueueUrl=QueueUrl, Entries=[Entries[0], Entries[2]])
            return answer | {"Failed": [{"Id": "1", "Code": "InternalError", "Message": "try again", "SenderFault": False}]}

        with mock.patch.object(self.sqs, "send_message_batch", refuse_the_second):
            self.assertEqual(dead_letters.move(source.receive(10), source, target), (2, ["not sent: try again"]))
        self.assertEqual((sum(source.counts()), len(self.received(target.url))), (1, 2))

    def test_what_is_sent_and_not_deleted_is_said(self) -> None:
        source, target = self.pair()
        self.send(source.url, 1)
        gone = ClientError({"Error": {"Code": "Gone"}}, "DeleteMessageBatch")
        with mock.patch.object(self.sqs, "delete_message_batch", side_effect=gone):
            sent, problems = dead_letters.move(source.receive(10), source, target)
        self.assertEqual(sent, 1)
        self.assertIn("sent, but perhaps still in quickchange-local-orders-dead-letters", problems[0])
        self.assertEqual((sum(source.counts()), len(self.received(target.url))), (1, 1))

    def test_ctrl_c_ends_it_after_the_batch_and_says_how_many_were_moved(self) -> None:
        source, target = self.pair()
        self.send(source.url, 25)
        send = self.sqs.send_message_batch

        def interrupted(**request: Any) -> Any:
            signal.raise_signal(signal.SIGINT)
            return send(**request)

        self.addCleanup(signal.signal, signal.SIGINT, signal.getsignal(signal.SIGINT))
        out = io.StringIO()
        with mock.patch.object(self.sqs, "send_message_batch", interrupted), contextlib.redirect_stdout(out):
            self.assertEqual(redrive.move(source, target, 25), 130)
        self.assertEqual(out.getvalue(), "10 moved, 15 left\n")
        self.assertEqual(len(self.received(target.url)), 10)

    def pair(self) -> tuple[dead_letters.Queue, dead_letters.Queue]:
        self.queues()
        return dead_letters.find(self.sqs, "quickchange-local-", "orders")
