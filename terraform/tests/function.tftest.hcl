# The resources of the module "function".

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  name               = "quickchange-test-alpha"
  description        = "Does something."
  architecture       = "arm64"
  zip                = "tests/fixtures/artifacts/linux-arm64/alpha.zip"
  memory_mb          = 256
  timeout_s          = 7
  log_retention_days = 14
  environment        = { MODE = "fast" }
  alarm_topic_arn    = "arn:aws:sns:us-east-1:123456789012:alarms"
}

run "function" {
  command = plan

  module {
    source = "./modules/function"
  }

  assert {
    condition = (
      aws_lambda_function.this.runtime == "provided.al2023"
      && aws_lambda_function.this.handler == "bootstrap"
      && aws_lambda_function.this.architectures == tolist(["arm64"])
      && aws_lambda_function.this.memory_size == 256
      && aws_lambda_function.this.timeout == 7
      && aws_lambda_function.this.publish
      && aws_lambda_function.this.reserved_concurrent_executions == -1
      && aws_lambda_function.this.environment[0].variables.MODE == "fast"
    )
    error_message = "The function has the settings of its descriptor."
  }

  assert {
    condition     = aws_lambda_function.this.source_code_hash == filebase64sha256("tests/fixtures/artifacts/linux-arm64/alpha.zip")
    error_message = "The hash is that of the zip, so the plan changes only if the zip does."
  }

  assert {
    condition = (
      aws_lambda_function.this.logging_config[0].log_format == "JSON"
      && aws_lambda_function.this.logging_config[0].log_group == "/aws/lambda/quickchange-test-alpha"
      && aws_cloudwatch_log_group.this.name == "/aws/lambda/quickchange-test-alpha"
      && aws_cloudwatch_log_group.this.retention_in_days == 14
    )
    error_message = "It logs JSON to its own log group with the given retention period."
  }

  assert {
    condition     = aws_lambda_alias.live.name == "live"
    error_message = "Callers use the alias live."
  }

  assert {
    condition = (
      toset(data.aws_iam_policy_document.logs.statement[0].actions) == toset(["logs:CreateLogStream", "logs:PutLogEvents"])
      && toset(data.aws_iam_policy_document.logs.statement[0].resources) == toset(["arn:aws:logs:us-east-1:123456789012:log-group:mocked:*"])
      && length(data.aws_iam_policy_document.logs.statement) == 1
      && length(aws_iam_role_policy.tracing) == 0
    )
    error_message = "Its role can write to its own log group, and nothing else."
  }
}

run "tracing" {
  command = plan

  module {
    source = "./modules/function"
  }

  variables {
    tracing              = true
    reserved_concurrency = 0
  }

  assert {
    condition     = aws_lambda_function.this.tracing_config[0].mode == "Active" && length(aws_iam_role_policy.tracing) == 1
    error_message = "A function with tracing can send traces."
  }

  assert {
    condition     = aws_lambda_function.this.reserved_concurrent_executions == 0
    error_message = "A reserved concurrency of 0 stops the function; it differs from null."
  }
}

run "permissions" {
  command = plan

  module {
    source = "./modules/function"
  }

  variables {
    permissions_boundary_arn = "arn:aws:iam::123456789012:policy/boundary"
    policies = {
      "read uploads"  = [{ actions = ["s3:GetObject"], resources = ["arn:aws:s3:::uploads/*"] }]
      "write reports" = [{ actions = ["s3:PutObject"], resources = ["arn:aws:s3:::reports/*"] }]
    }
  }

  assert {
    condition = { for permission, policy in aws_iam_role_policy.permissions : permission => policy.name } == {
      "read uploads"  = "read-uploads"
      "write reports" = "write-reports"
    }
    error_message = "Each permission has its own policy, so that a new one is created before an old one is deleted."
  }

  assert {
    condition     = aws_iam_role.this.permissions_boundary == "arn:aws:iam::123456789012:policy/boundary"
    error_message = "Its role has the given permissions boundary."
  }
}
