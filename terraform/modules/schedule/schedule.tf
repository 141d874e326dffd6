resource "aws_scheduler_schedule" "this" {
  name       = var.name
  group_name = var.group

  schedule_expression          = var.expression
  schedule_expression_timezone = var.timezone

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = var.alias_arn
    role_arn = aws_iam_role.this.arn

    # The same event that EventBridge rules send, with the scheduled time, which retries keep.
    # https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html
    input = replace(replace(jsonencode({
      version       = "0"
      id            = "<aws.scheduler.execution-id>"
      "detail-type" = "Scheduled Event"
      source        = "aws.scheduler"
      time          = "<aws.scheduler.scheduled-time>"
      resources     = ["<aws.scheduler.schedule-arn>"]
      detail        = {}
    }), "\\u003c", "<"), "\\u003e", ">")

    retry_policy {
      maximum_retry_attempts       = 10
      maximum_event_age_in_seconds = 3600
    }

    dead_letter_config {
      arn = module.failures.arn
    }
  }
}

# Events that could not be delivered in that time, with the error.
module "failures" {
  source = "../dead-letter-queue"

  name              = "${var.name}-schedule-failures"
  alarm_description = "${var.name} was not invoked on schedule."
  alarm_topic_arn   = var.alarm_topic_arn
}
