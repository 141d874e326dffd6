# https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html

locals {
  # A subscription's ARN begins with its topic's.
  topics = ["${local.here.sns}:${local.name}-*"]

  topics_read = [{
    Sid      = "ReadTopics"
    Action   = ["sns:GetSubscriptionAttributes", "sns:GetTopicAttributes", "sns:ListTagsForResource"]
    Resource = local.topics
  }]

  topics_write = [{
    Sid = "WriteTopics"
    Action = [
      "sns:CreateTopic",
      "sns:DeleteTopic",
      "sns:SetSubscriptionAttributes",
      "sns:SetTopicAttributes",
      "sns:Subscribe",
      "sns:TagResource",
      "sns:Unsubscribe",
      "sns:UntagResource",
    ]
    Resource = local.topics
  }]
}
