# https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html

locals {
  log_groups = [
    "${local.here.logs}:log-group:/aws/lambda/${local.name}-*",
    "${local.here.logs}:log-group:/aws/apigateway/${local.name}",
    "${local.here.logs}:log-group:/aws/apigateway/${local.name}:*",
    "${local.here.logs}:log-group:/aws/apigateway/${local.name}-*",
  ]

  logs_read = [
    # A list action, which supports no resource.
    { Sid = "FindLogGroups", Action = ["logs:DescribeLogGroups"], Resource = ["*"] },
    { Sid = "ReadLogGroups", Action = ["logs:ListTagsForResource"], Resource = local.log_groups },
  ]

  logs_write = [{
    Sid = "WriteLogGroups"
    Action = [
      "logs:CreateLogGroup",
      "logs:DeleteLogGroup",
      "logs:DeleteRetentionPolicy",
      "logs:PutRetentionPolicy",
      "logs:TagResource",
      "logs:UntagResource",
    ]
    Resource = local.log_groups
  }]
}
