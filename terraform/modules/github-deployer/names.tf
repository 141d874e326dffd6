# What belongs to an environment is told by its name, as in terraform/.

locals {
  name      = "quickchange-${var.environment}"
  partition = data.aws_partition.current.partition
  account   = data.aws_caller_identity.current.account_id

  # arn:partition:service:region:account of this account and region, and of what has no region.
  here = {
    for service in ["cloudwatch", "dynamodb", "lambda", "logs", "scheduler", "sns", "sqs"] :
    service => "arn:${local.partition}:${service}:${data.aws_region.current.name}:${local.account}"
  }
  iam         = "arn:${local.partition}:iam::${local.account}"
  api_gateway = "arn:${local.partition}:apigateway:${data.aws_region.current.name}::"

  # Not quickchange-…, so that the deployer's own roles and policies are not among the environment's.
  deployer = "github-${local.name}"
}

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

data "aws_region" "current" {}
