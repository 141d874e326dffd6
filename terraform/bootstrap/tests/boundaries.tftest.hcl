# Limits that no policy can exceed, whatever is attached later.

mock_provider "aws" {
  source = "../tests/mocks"
}

variables {
  project           = "quickchange"
  environment       = "dev"
  subject           = "repo:octo-org/octo-repo"
  branch            = "main"
  oidc_provider_arn = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"
  state_bucket      = "quickchange-terraform-state-123456789012"
}

run "boundaries" {
  command = plan

  module {
    source = "../modules/github-deployer"
  }

  assert {
    condition = (
      aws_iam_role.apply.permissions_boundary == aws_iam_policy.apply_boundary.arn
      && aws_iam_policy.apply_boundary.name == "github-quickchange-dev-apply-boundary"
    )
    error_message = "The apply role has its boundary."
  }

  # The apply role's policies identify the boundary by its name.
  assert {
    condition = (
      local.workload_boundary == "arn:aws:iam::123456789012:policy/${aws_iam_policy.workload_boundary.name}"
      && coalesce(aws_iam_policy.workload_boundary.path, "/") == "/"
    )
    error_message = "The boundary of new roles is ${local.workload_boundary}."
  }

  assert {
    condition = toset(flatten([
      for statement in jsondecode(aws_iam_policy.write["roles"].policy).Statement : statement.Action
      if try(statement.Condition.StringEquals["iam:PermissionsBoundary"], null) == "arn:aws:iam::123456789012:policy/github-quickchange-dev-workload"
    ])) == toset(["iam:CreateRole", "iam:PutRolePermissionsBoundary", "iam:PutRolePolicy", "iam:UpdateAssumeRolePolicy"])
    error_message = "Roles can be created or granted permissions only within the boundary: ${aws_iam_policy.write["roles"].policy}."
  }

  assert {
    condition = !anytrue(flatten([
      for policy in values(aws_iam_policy.write)[*].policy : [
        for statement in jsondecode(policy).Statement : [
          for action in statement.Action : contains([
            "iam:CreateRole", "iam:PutRolePermissionsBoundary", "iam:PutRolePolicy", "iam:UpdateAssumeRolePolicy",
            "iam:AttachRolePolicy", "iam:DeleteRolePermissionsBoundary", "iam:CreatePolicyVersion", "iam:SetDefaultPolicyVersion",
          ], action)
        ] if statement.Sid != "WriteRolesInsideTheBoundary"
      ]
    ]))
    error_message = "No other statement creates a role, grants it permissions or removes a boundary."
  }

  assert {
    condition = one([
      for statement in jsondecode(aws_iam_policy.write["roles"].policy).Statement : statement.Condition if statement.Sid == "PassRoles"
    ]) == { StringEquals = { "iam:PassedToService" = ["lambda.amazonaws.com", "scheduler.amazonaws.com"] } }
    error_message = "Roles can be passed only to Lambda and EventBridge Scheduler."
  }

  assert {
    condition = one([
      for statement in jsondecode(aws_iam_policy.write["compute"].policy).Statement : statement.Condition if statement.Sid == "LetServicesInvoke"
    ]) == { StringEquals = { "lambda:Principal" = ["apigateway.amazonaws.com", "s3.amazonaws.com"] } }
    error_message = "Only API Gateway and S3 can be granted access to functions."
  }

  # The deployer's own roles and policies don't belong to the environment.
  assert {
    condition = alltrue([
      for name in [aws_iam_role.plan.name, aws_iam_role.apply.name, aws_iam_policy.workload_boundary.name, aws_iam_policy.apply_boundary.name] :
      !startswith(name, "quickchange-")
    ])
    error_message = "The apply role can't change itself."
  }

  assert {
    condition = jsondecode(aws_iam_policy.apply_boundary.policy).Statement[0] == {
      Sid    = "Services"
      Effect = "Allow"
      Action = [
        "apigateway:*", "cloudwatch:*", "dynamodb:*", "execute-api:*", "iam:*", "lambda:*", "logs:*", "s3:*", "scheduler:*", "sns:*", "sqs:*",
      ]
      Resource = ["*"]
    }
    error_message = "The apply role can use only these services: ${aws_iam_policy.apply_boundary.policy}."
  }

  assert {
    condition = {
      for statement in jsondecode(aws_iam_policy.apply_boundary.policy).Statement :
      statement.Sid => join(" ", try(statement.NotResource, statement.Resource)) if statement.Effect == "Deny"
      } == {
      NoOtherIdentities = join(" ", [
        "arn:aws:iam::123456789012:role/quickchange-dev-*",
        "arn:aws:iam::123456789012:role/aws-service-role/ops.apigateway.amazonaws.com/AWSServiceRoleForAPIGateway",
      ])
      NoRolesOutsideTheBoundary = "arn:aws:iam::123456789012:role/quickchange-dev-*"
      NoEndOfTheBoundary        = "*"
      NoOtherBuckets = join(" ", [
        "arn:aws:s3:::quickchange-dev-*-123456789012",
        "arn:aws:s3:::quickchange-dev-*-123456789012/*",
        "arn:aws:s3:::quickchange-terraform-state-123456789012",
        "arn:aws:s3:::quickchange-terraform-state-123456789012/quickchange/dev.tfstate",
        "arn:aws:s3:::quickchange-terraform-state-123456789012/quickchange/dev-*.tfstate",
        "arn:aws:s3:::quickchange-terraform-state-123456789012/quickchange/dev.tfstate.tflock",
        "arn:aws:s3:::quickchange-terraform-state-123456789012/quickchange/dev-*.tfstate.tflock",
      ])
      NoEndOfTheState = "arn:aws:s3:::quickchange-terraform-state-123456789012 arn:aws:s3:::quickchange-terraform-state-123456789012/*"
    }
    error_message = "Its boundary denies access to resources outside the environment: ${aws_iam_policy.apply_boundary.policy}."
  }

  assert {
    condition = one([
      for statement in jsondecode(aws_iam_policy.apply_boundary.policy).Statement : statement.Condition if statement.Sid == "NoRolesOutsideTheBoundary"
    ]) == { StringNotEquals = { "iam:PermissionsBoundary" = "arn:aws:iam::123456789012:policy/github-quickchange-dev-workload" } }
    error_message = "No policy allows it to create a role without the boundary."
  }
}
