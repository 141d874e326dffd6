# Objects that are no longer needed expire. Results and reports are kept.
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

  # The rejected rows of each invocation, kept as long as the message that refers to them can arrive again: 14 days in the queue
  # and its dead-letter queue, and the same again after a manual redrive.
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

    # Delete markers of outdated lists.
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
