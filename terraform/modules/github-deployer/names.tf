# Resources of an environment are identified by their names, as in terraform/.

locals {
  name      = "${var.project}-${var.environment}"
  partition = data.aws_partition.current.partition
  account   = data.aws_caller_identity.current.account_id

  # The prefix arn:partition:service:region:account for this account and Region, and for global services.
  here = {
    for service in ["cloudwatch", "dynamodb", "execute-api", "lambda", "logs", "scheduler", "sns", "sqs"] :
    service => "arn:${local.partition}:${service}:${data.aws_region.current.name}:${local.account}"
  }
  iam         = "arn:${local.partition}:iam::${local.account}"
  api_gateway = "arn:${local.partition}:apigateway:${data.aws_region.current.name}::"

  # Not <project>-…, to separate the deployer's own roles and policies from those of the environment.
  deployer = "github-${local.name}"
}

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

data "aws_region" "current" {}
