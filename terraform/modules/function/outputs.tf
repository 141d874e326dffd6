output "name" {
  description = "The function's full name."
  value       = aws_lambda_function.this.function_name
}

output "log_group" {
  description = "The log group that it writes to."
  value       = aws_cloudwatch_log_group.this.name
}

output "alias" {
  description = "The alias that callers use: its function, its name and the ARN that API Gateway invokes."
  value = {
    function_name = aws_lambda_alias.live.function_name
    qualifier     = aws_lambda_alias.live.name
    invoke_arn    = aws_lambda_alias.live.invoke_arn
  }
}
