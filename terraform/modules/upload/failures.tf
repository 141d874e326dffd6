# An event that its function could not handle in three tries waits here, with the error.
resource "aws_sqs_queue" "failures" {
  for_each = var.functions

  name                      = "${each.value.alias.function_name}-failures"
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = true
}

resource "aws_lambda_function_event_invoke_config" "upload" {
  for_each = var.functions

  function_name          = each.value.alias.function_name
  qualifier              = each.value.alias.qualifier
  maximum_retry_attempts = 2

  destination_config {
    on_failure {
      destination = aws_sqs_queue.failures[each.key].arn
    }
  }

  depends_on = [aws_iam_role_policy.failures]
}

data "aws_iam_policy_document" "failures" {
  for_each = var.functions

  statement {
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.failures[each.key].arn]
  }
}

resource "aws_iam_role_policy" "failures" {
  for_each = var.functions

  name   = "failures"
  role   = each.value.role
  policy = data.aws_iam_policy_document.failures[each.key].json
}

resource "aws_cloudwatch_metric_alarm" "failures" {
  for_each = var.functions

  alarm_name          = "${each.value.alias.function_name}-failures"
  alarm_description   = "Uploaded files could not be read by ${each.value.alias.function_name} in three tries."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions          = { QueueName = aws_sqs_queue.failures[each.key].name }
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [var.alarm_topic_arn]
  ok_actions          = [var.alarm_topic_arn]
}
