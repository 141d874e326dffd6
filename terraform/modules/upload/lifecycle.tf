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

  # What a try that never ended has left of a file's rejected rows.
  rule {
    id     = "parts-of-rejected-files"
    status = "Enabled"

    filter {
      prefix = "rejected/.parts/"
    }

    expiration {
      days = 7
    }
  }

  rule {
    id     = "leftovers"
    status = "Enabled"

    filter {}

    noncurrent_version_expiration {
      noncurrent_days = 30
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 1
    }
  }

  depends_on = [aws_s3_bucket_versioning.this]
}
