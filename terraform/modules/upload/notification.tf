# A bucket has only one notification configuration, so it contains all functions.
resource "aws_s3_bucket_notification" "this" {
  bucket = aws_s3_bucket.this.id

  dynamic "lambda_function" {
    for_each = var.invoked
    content {
      id                  = lambda_function.key
      lambda_function_arn = lambda_function.value.alias.arn
      events              = ["s3:ObjectCreated:*"]
      filter_prefix       = var.functions[lambda_function.key].prefix
      filter_suffix       = var.functions[lambda_function.key].suffix
    }
  }

  # A function is notified only while S3 has permission to invoke it and its failures are kept.
  depends_on = [aws_lambda_permission.upload, aws_lambda_function_event_invoke_config.upload]
}

# After a bucket is deleted, another account can use its name, so the account is a condition too.
resource "aws_lambda_permission" "upload" {
  for_each = var.invoked

  # As for routes: two statements of a function can't have the same identifier.
  statement_id_prefix = "uploads-"

  action         = "lambda:InvokeFunction"
  principal      = "s3.amazonaws.com"
  function_name  = each.value.alias.function_name
  qualifier      = each.value.alias.qualifier
  source_arn     = aws_s3_bucket.this.arn
  source_account = var.account_id

  lifecycle {
    create_before_destroy = true
  }
}
