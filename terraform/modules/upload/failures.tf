# Events that the function could not process in three tries, with the error.
module "failures" {
  source   = "../dead-letter-queue"
  for_each = var.functions

  name              = "${each.value.function_name}-failures"
  alarm_description = "Uploaded files could not be read by ${each.value.function_name} in three tries. Upload them again. Rows that have a result keep it."
  alarm_topic_arn   = var.alarm_topic_arn
}

resource "aws_lambda_function_event_invoke_config" "upload" {
  for_each = var.invoked

  function_name          = each.value.alias.function_name
  qualifier              = each.value.alias.qualifier
  maximum_retry_attempts = 2

  destination_config {
    on_failure {
      destination = module.failures[each.key].arn
    }
  }

  depends_on = [aws_iam_role_policy.failures]

  lifecycle {
    create_before_destroy = true
  }
}

data "aws_iam_policy_document" "failures" {
  for_each = var.functions

  statement {
    actions   = ["sqs:SendMessage"]
    resources = [module.failures[each.key].arn]
  }
}

resource "aws_iam_role_policy" "failures" {
  for_each = var.invoked

  name   = "failures"
  role   = each.value.role
  policy = data.aws_iam_policy_document.failures[each.key].json
}
