# The most that a role which the apply role makes may ever do: what functions and schedules of this environment do, whatever
# their own policies say. https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html

locals {
  # By name: the apply role's policies have to name it too.
  workload_boundary = "${local.iam}:policy/${local.deployer}-workload"

  workload_statements = [
    {
      Sid    = "Log"
      Action = ["logs:CreateLogStream", "logs:PutLogEvents"]
      # Of functions only.
      Resource = ["${local.here.logs}:log-group:/aws/lambda/${local.name}-*"]
    },
    # Traces and metrics know no resources:
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
      Action   = ["dynamodb:PutItem", "dynamodb:Query", "dynamodb:UpdateItem"]
      Resource = local.tables
    },
    { Sid = "InvokeFunctions", Action = ["lambda:InvokeFunction"], Resource = local.functions },
  ]
}

resource "aws_iam_policy" "workload_boundary" {
  name        = "${local.deployer}-workload"
  description = "The most that functions and schedules of ${local.name} may do."
  policy      = jsonencode({ Version = "2012-10-17", Statement = [for statement in local.workload_statements : merge({ Effect = "Allow" }, statement)] })

  # To change it is to replace the policy, and IAM deletes none that bounds a role.
  lifecycle {
    ignore_changes = [description]
  }
}
