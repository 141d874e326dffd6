# https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html

locals {
  tables = ["${local.here.dynamodb}:table/${local.name}-*"]

  tables_read = [{
    Sid = "ReadTables"
    Action = [
      "dynamodb:DescribeContinuousBackups",
      "dynamodb:DescribeTable",
      "dynamodb:DescribeTimeToLive",
      "dynamodb:ListTagsOfResource",
    ]
    Resource = local.tables
  }]

  tables_write = [{
    Sid = "WriteTables"
    Action = [
      "dynamodb:CreateTable",
      "dynamodb:DeleteTable",
      "dynamodb:TagResource",
      "dynamodb:UntagResource",
      "dynamodb:UpdateContinuousBackups",
      "dynamodb:UpdateTable",
    ]
    Resource = local.tables
  }]
}
