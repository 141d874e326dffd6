locals {
  state_bucket = [aws_s3_bucket.state.arn, "${aws_s3_bucket.state.arn}/*"]

  tls_only = {
    Sid       = "TlsOnly"
    Effect    = "Deny"
    Principal = "*"
    Action    = "s3:*"
    Resource  = local.state_bucket
    Condition = { Bool = { "aws:SecureTransport" = "false" } }
  }

  # Applies to everyone, including administrators, until deletion_protection is false.
  # The lifecycle rule that expires old versions needs no permission.
  no_deletion = {
    Sid       = "NoDeletion"
    Effect    = "Deny"
    Principal = "*"
    Action    = ["s3:DeleteBucket", "s3:DeleteObjectVersion"]
    Resource  = local.state_bucket
  }
}

resource "aws_s3_bucket_policy" "state" {
  bucket = aws_s3_bucket.state.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [for statement in [local.tls_only, local.no_deletion] : statement if var.deletion_protection || statement.Sid == "TlsOnly"]
  })

  depends_on = [aws_s3_bucket_public_access_block.state]
}
