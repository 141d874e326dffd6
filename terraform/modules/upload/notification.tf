# A bucket has one notification configuration, so all functions are in it.
resource "aws_s3_bucket_notification" "this" {
  bucket = aws_s3_bucket.this.id

  dynamic "lambda_function" {
    for_each = var.functions
    content {
      id                  = lambda_function.key
      lambda_function_arn = lambda_function.value.alias.arn
      events              = ["s3:ObjectCreated:*"]
      filter_prefix       = lambda_function.value.prefix
      filter_suffix       = lambda_function.value.suffix
    }
  }

  # A function hears of files only as long as it may be invoked, and what it fails at is kept.
  depends_on = [aws_lambda_permission.upload, aws_lambda_function_event_invoke_config.upload]
}

# A bucket's name may be someone else's after it was deleted, so the account counts too.
resource "aws_lambda_permission" "upload" {
  for_each = var.functions

  # As a route's: none of a function's statements has another's identifier.
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
