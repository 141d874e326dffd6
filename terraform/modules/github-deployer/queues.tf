# https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html

locals {
  queues = ["${local.here.sqs}:${local.name}-*"]

  queues_read = [{
    Sid      = "ReadQueues"
    Action   = ["sqs:GetQueueAttributes", "sqs:ListQueueTags"]
    Resource = local.queues
  }]

  queues_write = [{
    Sid = "WriteQueues"
    Action = [
      "sqs:CreateQueue",
      "sqs:DeleteQueue",
      "sqs:SetQueueAttributes",
      "sqs:TagQueue",
      "sqs:UntagQueue",
    ]
    Resource = local.queues
  }]
}
