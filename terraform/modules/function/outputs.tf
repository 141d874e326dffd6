output "name" {
  description = "The function's full name."
  value       = aws_lambda_function.this.function_name
}

output "role" {
  description = "The name of the function's role."
  value       = aws_iam_role.this.name
}

output "log_group" {
  description = "The function's log group."
  value       = aws_cloudwatch_log_group.this.name
}

output "memory_mb" {
  description = "The function's memory, in MB."
  value       = aws_lambda_function.this.memory_size
}

output "live_version" {
  description = "The version that serves traffic."
  value       = aws_lambda_alias.live.function_version
}

output "alias" {
  description = "The alias that callers use: its ARN, function and name, and the ARN that API Gateway invokes."
  value = {
    arn           = aws_lambda_alias.live.arn
    function_name = aws_lambda_alias.live.function_name
    qualifier     = aws_lambda_alias.live.name
    invoke_arn    = aws_lambda_alias.live.invoke_arn
  }
}
