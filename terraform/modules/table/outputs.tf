output "name" {
  description = "The table's name."
  value       = aws_dynamodb_table.this.name
}

output "arn" {
  description = "The table's ARN; that of its index by day is below it."
  value       = aws_dynamodb_table.this.arn
}
