# The queues in the descriptors. A queue is identified by its name, so it keeps its messages when it gets another consumer.

locals {
  queues = {
    for name, consumer in local.consumers : consumer.name => merge(consumer, { consumer = name })
  }
}

module "queue" {
  source   = "./modules/queue"
  for_each = local.queues

  name              = "${local.name}-${each.value.name}"
  fifo              = each.value.fifo
  timeout_s         = local.settings[each.value.consumer].timeout_s
  batching_window_s = each.value.batching_window_s
  tries             = each.value.tries
  alarm_topic_arn   = aws_sns_topic.alarms.arn
}

# Not in the module, because a function that sends to a queue depends on the queue, but not on its consumers.
resource "aws_lambda_event_source_mapping" "queue" {
  for_each = { for name, queue in local.queues : name => queue if contains(keys(local.deployed), queue.consumer) }

  event_source_arn = module.queue[each.key].arn
  function_name    = module.function[each.value.consumer].alias.arn

  batch_size                         = each.value.batch_size
  maximum_batching_window_in_seconds = each.value.batching_window_s
  function_response_types            = ["ReportBatchItemFailures"]

  scaling_config {
    maximum_concurrency = each.value.maximum_concurrency
  }

  depends_on = [aws_lambda_function_recursion_config.own_queue]
}

# A function that sends messages to its own queue continues its work that way. Lambda would detect a loop and stop it after 16
# rounds: https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html. Each round must have less left to do.
resource "aws_lambda_function_recursion_config" "own_queue" {
  for_each = {
    for name, queue in local.consumers : name => queue
    if contains(try(local.deployed[name].permissions, []), "send ${queue.name}")
  }

  function_name  = module.function[each.key].alias.function_name
  recursive_loop = "Allow"

  # The loop is allowed as long as the function has the queue.
  lifecycle {
    create_before_destroy = true
  }
}
