# The maximum permissions of the apply role, whatever is attached to it later.

locals {
  apply_boundary_statements = [
    # A boundary grants nothing. This statement lists the services that the role's policies can refer to; the policies
    # themselves list actions and resources.
    {
      Sid    = "Services"
      Effect = "Allow"
      Action = [
        "apigateway:*",
        "cloudwatch:*",
        "dynamodb:*",
        "execute-api:*",
        "iam:*",
        "lambda:*",
        "logs:*",
        "s3:*",
        "scheduler:*",
        "sns:*",
        "sqs:*",
      ]
      Resource = ["*"]
    },
    # Not the deployer's own roles and policies, users, or identity providers.
    {
      Sid         = "NoOtherIdentities"
      Effect      = "Deny"
      Action      = ["iam:*"]
      NotResource = concat(local.roles, [local.api_gateway_role])
    },
    {
      Sid    = "NoRolesOutsideTheBoundary"
      Effect = "Deny"
      Action = [
        "iam:AttachRolePolicy",
        "iam:CreateRole",
        "iam:PutRolePermissionsBoundary",
        "iam:PutRolePolicy",
        "iam:UpdateAssumeRolePolicy",
      ]
      Resource  = local.roles
      Condition = { StringNotEquals = { "iam:PermissionsBoundary" = local.workload_boundary } }
    },
    { Sid = "NoEndOfTheBoundary", Effect = "Deny", Action = ["iam:DeleteRolePermissionsBoundary"], Resource = ["*"] },
    # Not the buckets or the state of other environments.
    {
      Sid         = "NoOtherBuckets"
      Effect      = "Deny"
      Action      = ["s3:*"]
      NotResource = concat(local.buckets, local.objects, [local.state_bucket], local.states, local.locks)
    },
    # The state and its history must be kept.
    {
      Sid      = "NoEndOfTheState"
      Effect   = "Deny"
      Action   = ["s3:DeleteBucket*", "s3:DeleteObjectVersion", "s3:PutBucket*", "s3:PutLifecycleConfiguration"]
      Resource = [local.state_bucket, "${local.state_bucket}/*"]
    },
  ]
}

resource "aws_iam_policy" "apply_boundary" {
  name        = "${local.deployer}-apply-boundary"
  description = "The maximum permissions of the apply role of ${local.name}."
  policy      = jsonencode({ Version = "2012-10-17", Statement = local.apply_boundary_statements })

  # A change would replace the policy, and IAM can't delete a policy that is a role's boundary.
  lifecycle {
    ignore_changes = [description]
  }
}
