resource "aws_lambda_function" "this" {
  function_name = var.name
  description   = var.description
  role          = aws_iam_role.this.arn

  runtime       = "provided.al2023"
  handler       = "bootstrap"
  architectures = [var.architecture]

  filename         = var.zip
  source_code_hash = filebase64sha256(var.zip)
  publish          = true

  memory_size                    = var.memory_mb
  timeout                        = var.timeout_s
  reserved_concurrent_executions = var.reserved_concurrency == null ? -1 : var.reserved_concurrency

  dynamic "environment" {
    for_each = length(var.environment) > 0 ? [var.environment] : []
    content {
      variables = environment.value
    }
  }

  logging_config {
    log_format            = "JSON"
    log_group             = aws_cloudwatch_log_group.this.name
    application_log_level = var.log_level
    system_log_level      = "INFO"
  }

  tracing_config {
    mode = var.tracing ? "Active" : "PassThrough"
  }

  # A function that runs before it has permission to log would lose its first lines, and an event source can't be mapped to a
  # function without permission to read it.
  depends_on = [aws_iam_role_policy.logs, aws_iam_role_policy.permissions, aws_iam_role_policy.tracing]
}

# The alias that callers use. An apply moves it to the version just published, unless live_version is set.
resource "aws_lambda_alias" "live" {
  name             = "live"
  description      = "The version that serves traffic."
  function_name    = aws_lambda_function.this.function_name
  function_version = coalesce(var.live_version, aws_lambda_function.this.version)
}
