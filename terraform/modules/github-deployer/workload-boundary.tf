# The maximum permissions of roles that the apply role creates, for functions and schedules of this environment, whatever their
# own policies allow. https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html

locals {
  # By name, because the apply role's policies refer to it too.
  workload_boundary = "${local.iam}:policy/${local.deployer}-workload"

  workload_statements = [
    {
      Sid    = "Log"
      Action = ["logs:CreateLogStream", "logs:PutLogEvents"]
      # Only those of functions.
      Resource = ["${local.here.logs}:log-group:/aws/lambda/${local.name}-*"]
    },
    # Traces and metrics don't support resources:
    # https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html
    {
      Sid      = "TraceAndWatch"
      Action   = ["cloudwatch:GetMetricStatistics", "xray:PutTelemetryRecords", "xray:PutTraceSegments"]
      Resource = ["*"]
    },
    { Sid = "FindObjects", Action = ["s3:ListBucket"], Resource = local.buckets },
    {
      Sid = "UseObjects"
      Action = [
        "s3:AbortMultipartUpload",
        "s3:DeleteObject",
        "s3:GetObject",
        "s3:GetObjectVersion",
        "s3:PutObject",
      ]
      Resource = local.objects
    },
    {
      Sid = "UseQueues"
      Action = [
        "sqs:ChangeMessageVisibility",
        "sqs:DeleteMessage",
        "sqs:GetQueueAttributes",
        "sqs:ReceiveMessage",
        "sqs:SendMessage",
      ]
      Resource = local.queues
    },
    {
      Sid      = "UseTables"
      Action   = ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query", "dynamodb:UpdateItem"]
      Resource = local.tables
    },
    { Sid = "InvokeFunctions", Action = ["lambda:InvokeFunction"], Resource = local.functions },
  ]
}

resource "aws_iam_policy" "workload_boundary" {
  name        = "${local.deployer}-workload"
  description = "The maximum permissions of functions and schedules in ${local.name}."
  policy      = jsonencode({ Version = "2012-10-17", Statement = [for statement in local.workload_statements : merge({ Effect = "Allow" }, statement)] })

  # A change would replace the policy, and IAM can't delete a policy that is a role's boundary.
  lifecycle {
    ignore_changes = [description]
  }
}
