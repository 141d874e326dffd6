locals {
  suffix = var.fifo ? ".fifo" : ""
}

resource "aws_sqs_queue" "this" {
  name = "${var.name}${local.suffix}"

  # Six times the function's timeout, and the window in which a batch is collected, so that no message comes back while
  # an invocation with it may still run: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
  visibility_timeout_seconds = 6 * var.timeout_s + var.batching_window_s
  message_retention_seconds  = var.retention_s
  sqs_managed_sse_enabled    = true

  fifo_queue            = var.fifo ? true : null
  deduplication_scope   = var.fifo ? "messageGroup" : null
  fifo_throughput_limit = var.fifo ? "perMessageGroupId" : null

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.dead_letters.arn
    maxReceiveCount     = var.tries
  })
}

# Of two FIFO queues, so that the order within a message group is kept.
resource "aws_sqs_queue" "dead_letters" {
  name = "${var.name}-dead-letters${local.suffix}"

  # The longest there is. In a standard queue a message keeps its age when it is moved here.
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = true

  fifo_queue = var.fifo ? true : null
}
