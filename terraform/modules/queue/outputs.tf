output "arn" {
  description = "The queue's ARN."
  value       = aws_sqs_queue.this.arn
}

output "url" {
  description = "The queue's URL."
  value       = aws_sqs_queue.this.url
}

output "dead_letter_url" {
  description = "The URL of its dead-letter queue."
  value       = module.dead_letters.url
}
