# What is no longer needed goes by itself. Results and reports stay.
resource "aws_s3_bucket_lifecycle_configuration" "this" {
  bucket = aws_s3_bucket.this.id

  dynamic "rule" {
    for_each = toset([for function in values(var.functions) : function.prefix])
    content {
      id     = "uploaded-files-${rule.key}"
      status = "Enabled"

      filter {
        prefix = rule.key
      }

      expiration {
        days = var.retention_days
      }
    }
  }

  # The rejected rows of each invocation, kept for as long as the message that names them may come again: 14 days in the
  # queue and its dead-letter queue, and as long once it was sent again by hand.
  rule {
    id     = "parts-of-rejected-files"
    status = "Enabled"

    filter {
      prefix = "rejected/.parts/"
    }

    expiration {
      days = 30
    }
  }

  rule {
    id     = "leftovers"
    status = "Enabled"

    filter {}

    # What deleting a list that is no longer true leaves behind.
    expiration {
      expired_object_delete_marker = true
    }

    noncurrent_version_expiration {
      noncurrent_days = 30
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 1
    }
  }

  depends_on = [aws_s3_bucket_versioning.this]
}
