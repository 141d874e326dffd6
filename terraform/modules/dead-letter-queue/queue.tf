resource "aws_sqs_queue" "this" {
  name = "${var.name}${var.fifo ? ".fifo" : ""}"

  # The maximum. In a standard queue, a message keeps its age when it is moved here.
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = true

  fifo_queue = var.fifo ? true : null
}

resource "aws_cloudwatch_metric_alarm" "not_empty" {
  alarm_name          = var.name
  alarm_description   = var.alarm_description
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions          = { QueueName = aws_sqs_queue.this.name }
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [var.alarm_topic_arn]
  ok_actions          = [var.alarm_topic_arn]
}
