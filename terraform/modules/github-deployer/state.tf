# Terraform's state and its lock file: https://developer.hashicorp.com/terraform/language/backend/s3#permissions-required

locals {
  state_bucket = "arn:${local.partition}:s3:::${var.state_bucket}"

  # Those of the environment, and of environments with its name and a number, such as previews of pull requests.
  states = [for name in [var.environment, "${var.environment}-*"] : "${local.state_bucket}/${var.project}/${name}.tfstate"]
  locks  = [for state in local.states : "${state}.tflock"]

  # Without it, S3 reports a state that doesn't exist yet as access denied.
  find_state = { Sid = "FindState", Effect = "Allow", Action = ["s3:ListBucket"], Resource = [local.state_bucket] }

  lock_state = {
    Sid      = "LockState"
    Effect   = "Allow"
    Action   = ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"]
    Resource = local.locks
  }

  state_plan = [
    local.find_state,
    local.lock_state,
    { Sid = "ReadState", Effect = "Allow", Action = ["s3:GetObject"], Resource = local.states },
  ]

  # An apply never deletes its state.
  state_apply = [
    local.find_state,
    local.lock_state,
    { Sid = "WriteState", Effect = "Allow", Action = ["s3:GetObject", "s3:PutObject"], Resource = local.states },
  ]
}

resource "aws_iam_role_policy" "plan_state" {
  name   = "state"
  role   = aws_iam_role.plan.id
  policy = jsonencode({ Version = "2012-10-17", Statement = local.state_plan })
}

resource "aws_iam_role_policy" "apply_state" {
  name   = "state"
  role   = aws_iam_role.apply.id
  policy = jsonencode({ Version = "2012-10-17", Statement = local.state_apply })
}
