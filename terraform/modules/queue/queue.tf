resource "aws_sqs_queue" "this" {
  name = "${var.name}${var.fifo ? ".fifo" : ""}"

  # Six times the function's timeout, and the window in which a batch is collected, so that no message comes back while
  # an invocation with it may still run: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
  visibility_timeout_seconds = 6 * var.timeout_s + var.batching_window_s
  message_retention_seconds  = 1209600 # 14 days, the most that SQS allows
  sqs_managed_sse_enabled    = true

  fifo_queue            = var.fifo ? true : null
  deduplication_scope   = var.fifo ? "messageGroup" : null
  fifo_throughput_limit = var.fifo ? "perMessageGroupId" : null

  redrive_policy = jsonencode({
    deadLetterTargetArn = module.dead_letters.arn
    maxReceiveCount     = var.tries
  })
}

# Someone has to look at what could not be handled: scripts/logs shows why, scripts/redrive sends it again.
module "dead_letters" {
  source = "../dead-letter-queue"

  name              = "${var.name}-dead-letters"
  fifo              = var.fifo
  alarm_description = "Messages of ${var.name} could not be handled in ${var.tries} tries."
  alarm_topic_arn   = var.alarm_topic_arn
}
