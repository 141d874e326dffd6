# The most that the apply role may ever do, whatever is attached to it later.

locals {
  apply_boundary_statements = [
    # A boundary grants nothing. This names the services that a policy of the role may be about; the policies themselves
    # name actions and resources.
    {
      Sid    = "Services"
      Effect = "Allow"
      Action = [
        "apigateway:*",
        "cloudwatch:*",
        "dynamodb:*",
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
    # Neither the deployer's own roles and policies, nor users, nor identity providers.
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
    # Neither another environment's buckets nor its state.
    {
      Sid         = "NoOtherBuckets"
      Effect      = "Deny"
      Action      = ["s3:*"]
      NotResource = concat(local.buckets, local.objects, [local.state_bucket], local.states, local.locks)
    },
    # The state is kept, with its history.
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
  description = "The most that the apply role of ${local.name} may do."
  policy      = jsonencode({ Version = "2012-10-17", Statement = local.apply_boundary_statements })

  # To change it is to replace the policy, and IAM deletes none that bounds a role.
  lifecycle {
    ignore_changes = [description]
  }
}
