# The permissions of an environment's roles. The lists are literal, so that every change of a permission appears here.

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

run "actions" {
  command = plan

  module {
    source = "../modules/github-deployer"
  }

  assert {
    condition = sort(distinct(flatten([
      for policy in concat(values(aws_iam_policy.read)[*].policy, [aws_iam_role_policy.plan_state.policy]) :
      jsondecode(policy).Statement[*].Action
      ]))) == tolist([
      "apigateway:GET",
      "cloudwatch:DescribeAlarms",
      "cloudwatch:ListTagsForResource",
      "dynamodb:DescribeContinuousBackups",
      "dynamodb:DescribeTable",
      "dynamodb:DescribeTimeToLive",
      "dynamodb:ListTagsOfResource",
      "iam:GetRole",
      "iam:GetRolePolicy",
      "iam:ListAttachedRolePolicies",
      "iam:ListInstanceProfilesForRole",
      "iam:ListRolePolicies",
      "lambda:GetAlias",
      "lambda:GetEventSourceMapping",
      "lambda:GetFunction",
      "lambda:GetFunctionCodeSigningConfig",
      "lambda:GetFunctionConfiguration",
      "lambda:GetFunctionEventInvokeConfig",
      "lambda:GetFunctionRecursionConfig",
      "lambda:GetPolicy",
      "lambda:ListTags",
      "lambda:ListVersionsByFunction",
      "logs:DescribeLogGroups",
      "logs:ListTagsForResource",
      "s3:DeleteObject",
      "s3:GetAccelerateConfiguration",
      "s3:GetBucketAcl",
      "s3:GetBucketCORS",
      "s3:GetBucketLogging",
      "s3:GetBucketNotification",
      "s3:GetBucketObjectLockConfiguration",
      "s3:GetBucketPolicy",
      "s3:GetBucketPublicAccessBlock",
      "s3:GetBucketRequestPayment",
      "s3:GetBucketTagging",
      "s3:GetBucketVersioning",
      "s3:GetBucketWebsite",
      "s3:GetEncryptionConfiguration",
      "s3:GetLifecycleConfiguration",
      "s3:GetObject",
      "s3:GetReplicationConfiguration",
      "s3:ListBucket",
      "s3:PutObject",
      "scheduler:GetSchedule",
      "scheduler:GetScheduleGroup",
      "scheduler:ListTagsForResource",
      "sns:GetSubscriptionAttributes",
      "sns:GetTopicAttributes",
      "sns:ListTagsForResource",
      "sqs:GetQueueAttributes",
      "sqs:ListQueueTags",
    ])
    error_message = "The plan role has these permissions: ${jsonencode(values(aws_iam_policy.read)[*].policy)} ${aws_iam_role_policy.plan_state.policy}."
  }

  # Its additional permissions, or those on more resources than the plan role.
  assert {
    condition = sort(distinct(flatten([
      for policy in concat(values(aws_iam_policy.write)[*].policy, [aws_iam_role_policy.apply_state.policy]) :
      jsondecode(policy).Statement[*].Action
      ]))) == tolist([
      "apigateway:DELETE",
      "apigateway:PATCH",
      "apigateway:POST",
      "apigateway:PUT",
      "apigateway:TagResource",
      "apigateway:UntagResource",
      "cloudwatch:DeleteAlarms",
      "cloudwatch:PutMetricAlarm",
      "cloudwatch:TagResource",
      "cloudwatch:UntagResource",
      "dynamodb:CreateTable",
      "dynamodb:DeleteTable",
      "dynamodb:TagResource",
      "dynamodb:UntagResource",
      "dynamodb:UpdateContinuousBackups",
      "dynamodb:UpdateTable",
      "execute-api:Invoke",
      "iam:CreateRole",
      "iam:CreateServiceLinkedRole",
      "iam:DeleteRole",
      "iam:DeleteRolePolicy",
      "iam:PassRole",
      "iam:PutRolePermissionsBoundary",
      "iam:PutRolePolicy",
      "iam:TagRole",
      "iam:UntagRole",
      "iam:UpdateAssumeRolePolicy",
      "iam:UpdateRole",
      "iam:UpdateRoleDescription",
      "lambda:AddPermission",
      "lambda:CreateAlias",
      "lambda:CreateEventSourceMapping",
      "lambda:CreateFunction",
      "lambda:DeleteAlias",
      "lambda:DeleteEventSourceMapping",
      "lambda:DeleteFunction",
      "lambda:DeleteFunctionConcurrency",
      "lambda:DeleteFunctionEventInvokeConfig",
      "lambda:PublishVersion",
      "lambda:PutFunctionConcurrency",
      "lambda:PutFunctionEventInvokeConfig",
      "lambda:PutFunctionRecursionConfig",
      "lambda:RemovePermission",
      "lambda:TagResource",
      "lambda:UntagResource",
      "lambda:UpdateAlias",
      "lambda:UpdateEventSourceMapping",
      "lambda:UpdateFunctionCode",
      "lambda:UpdateFunctionConfiguration",
      "logs:CreateLogDelivery",
      "logs:CreateLogGroup",
      "logs:DeleteLogDelivery",
      "logs:DeleteLogGroup",
      "logs:DeleteRetentionPolicy",
      "logs:DescribeResourcePolicies",
      "logs:GetLogDelivery",
      "logs:ListLogDeliveries",
      "logs:PutResourcePolicy",
      "logs:PutRetentionPolicy",
      "logs:TagResource",
      "logs:UntagResource",
      "logs:UpdateLogDelivery",
      "s3:CreateBucket",
      "s3:DeleteBucket",
      "s3:DeleteBucketPolicy",
      "s3:DeleteObject",
      "s3:DeleteObjectVersion",
      "s3:GetObject",
      "s3:ListBucket",
      "s3:ListBucketVersions",
      "s3:PutBucketNotification",
      "s3:PutBucketPolicy",
      "s3:PutBucketPublicAccessBlock",
      "s3:PutBucketTagging",
      "s3:PutBucketVersioning",
      "s3:PutEncryptionConfiguration",
      "s3:PutLifecycleConfiguration",
      "s3:PutObject",
      "scheduler:CreateSchedule",
      "scheduler:CreateScheduleGroup",
      "scheduler:DeleteSchedule",
      "scheduler:DeleteScheduleGroup",
      "scheduler:TagResource",
      "scheduler:UntagResource",
      "scheduler:UpdateSchedule",
      "sns:CreateTopic",
      "sns:DeleteTopic",
      "sns:SetSubscriptionAttributes",
      "sns:SetTopicAttributes",
      "sns:Subscribe",
      "sns:TagResource",
      "sns:Unsubscribe",
      "sns:UntagResource",
      "sqs:CreateQueue",
      "sqs:DeleteQueue",
      "sqs:SetQueueAttributes",
      "sqs:TagQueue",
      "sqs:UntagQueue",
    ])
    error_message = "The apply role has these permissions, in addition to those of the plan role: ${jsonencode(values(aws_iam_policy.write)[*].policy)} ${aws_iam_role_policy.apply_state.policy}."
  }

  assert {
    condition = sort(flatten(jsondecode(aws_iam_policy.workload_boundary.policy).Statement[*].Action)) == tolist([
      "cloudwatch:GetMetricStatistics",
      "dynamodb:GetItem",
      "dynamodb:PutItem",
      "dynamodb:Query",
      "dynamodb:UpdateItem",
      "lambda:InvokeFunction",
      "logs:CreateLogStream",
      "logs:PutLogEvents",
      "s3:AbortMultipartUpload",
      "s3:DeleteObject",
      "s3:GetObject",
      "s3:GetObjectVersion",
      "s3:ListBucket",
      "s3:PutObject",
      "sqs:ChangeMessageVisibility",
      "sqs:DeleteMessage",
      "sqs:GetQueueAttributes",
      "sqs:ReceiveMessage",
      "sqs:SendMessage",
      "xray:PutTelemetryRecords",
      "xray:PutTraceSegments",
    ])
    error_message = "Functions and schedules have at most these permissions: ${aws_iam_policy.workload_boundary.policy}."
  }
}

run "grants" {
  command = plan

  module {
    source = "../modules/github-deployer"
  }

  assert {
    condition = (
      toset(values(aws_iam_role_policy_attachment.plan_read)[*].role) == toset(["github-quickchange-dev-plan"])
      && toset(keys(aws_iam_role_policy_attachment.plan_read)) == toset(keys(aws_iam_policy.read))
      && toset(keys(aws_iam_role_policy_attachment.apply_read)) == toset(keys(aws_iam_policy.read))
      && toset(keys(aws_iam_role_policy_attachment.apply_write)) == toset(keys(aws_iam_policy.write))
    )
    error_message = "The plan role has the policies that read; the apply role has these and the policies that write."
  }

  assert {
    condition = alltrue([
      for policy in concat(
        values(aws_iam_policy.read)[*].policy, values(aws_iam_policy.write)[*].policy,
        [aws_iam_role_policy.plan_state.policy, aws_iam_role_policy.apply_state.policy, aws_iam_policy.workload_boundary.policy],
      ) : !strcontains(join(" ", flatten(jsondecode(policy).Statement[*].Action)), "*")
    ])
    error_message = "No action contains a wildcard."
  }

  assert {
    condition = alltrue(flatten([
      for policy in concat(values(aws_iam_policy.read)[*].policy, [aws_iam_role_policy.plan_state.policy]) : [
        for statement in jsondecode(policy).Statement : [
          for action in statement.Action : can(regex("^[a-z0-9]+:(Describe|Get|List|GET$)", action))
        ] if statement.Sid != "LockState"
      ]
    ]))
    error_message = "The plan role only reads."
  }

  assert {
    condition = one([
      for statement in jsondecode(aws_iam_role_policy.plan_state.policy).Statement : statement.Resource if statement.Sid == "LockState"
      ]) == [
      "arn:aws:s3:::quickchange-terraform-state-123456789012/quickchange/dev.tfstate.tflock",
      "arn:aws:s3:::quickchange-terraform-state-123456789012/quickchange/dev-*.tfstate.tflock",
    ]
    error_message = "The plan role writes and deletes only the lock file of its state: ${aws_iam_role_policy.plan_state.policy}."
  }

  assert {
    condition = toset([
      for statement in concat(
        jsondecode(aws_iam_role_policy.plan_state.policy).Statement, jsondecode(aws_iam_role_policy.apply_state.policy).Statement,
      ) : join(" ", statement.Resource)
      ]) == toset([
      "arn:aws:s3:::quickchange-terraform-state-123456789012",
      "arn:aws:s3:::quickchange-terraform-state-123456789012/quickchange/dev.tfstate arn:aws:s3:::quickchange-terraform-state-123456789012/quickchange/dev-*.tfstate",
      "arn:aws:s3:::quickchange-terraform-state-123456789012/quickchange/dev.tfstate.tflock arn:aws:s3:::quickchange-terraform-state-123456789012/quickchange/dev-*.tfstate.tflock",
    ])
    error_message = "Neither role can access the state of another environment."
  }

  # The actions in these statements don't support resources.
  assert {
    condition = sort(flatten([
      for policy in concat(values(aws_iam_policy.read)[*].policy, values(aws_iam_policy.write)[*].policy, [aws_iam_policy.workload_boundary.policy]) :
      [for statement in jsondecode(policy).Statement : statement.Sid if contains(statement.Resource, "*")]
    ])) == tolist(["CreateMappings", "DeliverAccessLogs", "FindLogGroups", "TraceAndWatch"])
    error_message = "No other statement applies to all resources."
  }

  # All other resources have the environment's name, unless they have no name.
  assert {
    condition = sort(distinct(flatten([
      for policy in concat(values(aws_iam_policy.read)[*].policy, values(aws_iam_policy.write)[*].policy, [aws_iam_policy.workload_boundary.policy]) :
      [for statement in jsondecode(policy).Statement : [
        for resource in statement.Resource : resource if !can(regex("[:/]quickchange-dev($|[-/:])", resource)) && resource != "*"
      ]]
      ]))) == tolist([
      "arn:aws:apigateway:us-east-1::/apis",
      "arn:aws:apigateway:us-east-1::/apis/*",
      "arn:aws:apigateway:us-east-1::/tags/*",
      "arn:aws:cloudwatch:us-east-1:123456789012:alarm:*",
      "arn:aws:execute-api:us-east-1:123456789012:*/Prod/*",
      "arn:aws:iam::123456789012:role/aws-service-role/ops.apigateway.amazonaws.com/AWSServiceRoleForAPIGateway",
      "arn:aws:lambda:us-east-1:123456789012:event-source-mapping:*",
    ])
    error_message = "All other resources have the environment's name."
  }

  # API Gateway's resources are paths, and a * in a policy also matches slashes.
  assert {
    condition = alltrue(flatten([
      for path in ["apis/a1/authorizers", "apis/a1/authorizers/b2", "apis/a1/routes/c3", "apis/a1/stages/Prod/routesettings/GET /a"] : [
        for action in ["apigateway:GET", "apigateway:POST", "apigateway:PATCH", "apigateway:DELETE"] : anytrue(flatten([
          for policy in concat(values(aws_iam_policy.read)[*].policy, values(aws_iam_policy.write)[*].policy) : [
            for statement in jsondecode(policy).Statement : [
              for resource in statement.Resource :
              can(regex("^${replace(resource, "*", ".*")}$", "arn:aws:apigateway:us-east-1::/${path}")) if strcontains(resource, ":apigateway:")
            ] if contains(statement.Action, action)
          ]
        ]))
      ]
    ]))
    error_message = "Authorizers and the settings of routes can be read, created, changed and deleted."
  }

  # A mapping can be changed only if it belongs to one of the environment's functions.
  assert {
    condition = alltrue([
      for statement in jsondecode(aws_iam_policy.write["compute"].policy).Statement :
      statement.Condition == { ArnLike = { "lambda:FunctionArn" = ["arn:aws:lambda:us-east-1:123456789012:function:quickchange-dev-*"] } }
      if contains(["CreateMappings", "WriteMappings"], statement.Sid)
    ])
    error_message = "Mappings must belong to the environment's functions: ${aws_iam_policy.write["compute"].policy}."
  }
}

run "limits" {
  command = plan

  module {
    source = "../modules/github-deployer"
  }

  # The longest allowed names. scripts/rename limits the length of the project's name.
  variables {
    project     = "abcdefghijklmnopqrstuvwxy"
    environment = "abcdefghijklmnop"
  }

  assert {
    condition = alltrue([
      for policy in concat(
        values(aws_iam_policy.read), values(aws_iam_policy.write), [aws_iam_policy.workload_boundary, aws_iam_policy.apply_boundary],
      ) : length(policy.policy) <= 6144 && length(policy.name) <= 128
    ])
    error_message = "A managed policy has at most 6144 characters."
  }

  assert {
    condition     = length(aws_iam_role.plan.name) <= 64 && length(aws_iam_role.apply.name) <= 64
    error_message = "A role's name has at most 64 characters."
  }
}

# Permissions for quickchange-preview also apply to environments with a number, such as quickchange-preview-12.
run "environments_with_a_number" {
  command = plan

  module {
    source = "../modules/github-deployer"
  }

  variables {
    environment = "preview"
  }

  assert {
    condition = alltrue(flatten([
      for resources in [flatten([
        for policy in concat(values(aws_iam_policy.read)[*].policy, values(aws_iam_policy.write)[*].policy) :
        jsondecode(policy).Statement[*].Resource
        ])] : [
        for resource in resources : anytrue([
          for other in resources : startswith(other, "${regex("^.*quickchange-preview", resource)}-*")
        ]) if can(regex("quickchange-preview($|[/:])", resource))
      ]
    ]))
    error_message = "The apply role of preview can't deploy preview-12."
  }
}
