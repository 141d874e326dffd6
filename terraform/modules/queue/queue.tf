resource "aws_sqs_queue" "this" {
  name = "${var.name}${var.fifo ? ".fifo" : ""}"

  # Six times the function's timeout plus the batching window, so that a message doesn't become visible while an invocation may
  # still process it: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
  visibility_timeout_seconds = 6 * var.timeout_s + var.batching_window_s
  message_retention_seconds  = 1209600 # 14 days, the maximum
  sqs_managed_sse_enabled    = true

  fifo_queue            = var.fifo ? true : null
  deduplication_scope   = var.fifo ? "messageGroup" : null
  fifo_throughput_limit = var.fifo ? "perMessageGroupId" : null

  redrive_policy = jsonencode({
    deadLetterTargetArn = module.dead_letters.arn
    maxReceiveCount     = var.tries
  })
}

# Somebody must look at failed messages: scripts/logs shows why they failed, and scripts/redrive sends them again.
module "dead_letters" {
  source = "../dead-letter-queue"

  name              = "${var.name}-dead-letters"
  fifo              = var.fifo
  alarm_description = "Messages in ${var.name} could not be processed in ${var.tries} tries."
  alarm_topic_arn   = var.alarm_topic_arn
}
