# https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html

locals {
  buckets = ["arn:${local.partition}:s3:::${local.name}-*-${local.account}"]
  objects = [for bucket in local.buckets : "${bucket}/*"]

  buckets_read = [{
    Sid = "ReadBuckets"
    # The provider reads all settings of a bucket, including those that the configuration doesn't set.
    Action = [
      "s3:GetAccelerateConfiguration",
      "s3:GetBucketAcl",
      "s3:GetBucketCORS",
      "s3:GetBucketLogging",
      "s3:GetBucketNotification",
      "s3:GetBucketObjectLockConfiguration",
      "s3:GetBucketPolicy",
      "s3:GetBucketPublicAccessBlock",
      "s3:GetBucketRequestPayment",
      "s3:GetBucketTagging",
      "s3:GetBucketVersioning",
      "s3:GetBucketWebsite",
      "s3:GetEncryptionConfiguration",
      "s3:GetLifecycleConfiguration",
      "s3:GetReplicationConfiguration",
      "s3:ListBucket",
    ]
    Resource = local.buckets
  }]

  buckets_write = [
    {
      Sid = "WriteBuckets"
      Action = [
        "s3:CreateBucket",
        "s3:DeleteBucket",
        "s3:DeleteBucketPolicy",
        "s3:ListBucketVersions",
        "s3:PutBucketNotification",
        "s3:PutBucketPolicy",
        "s3:PutBucketPublicAccessBlock",
        "s3:PutBucketTagging",
        "s3:PutBucketVersioning",
        "s3:PutEncryptionConfiguration",
        "s3:PutLifecycleConfiguration",
      ]
      Resource = local.buckets
    },
    # The contents of a bucket are deleted with it if deletion_protection is false.
    {
      Sid      = "EmptyBuckets"
      Action   = ["s3:DeleteObject", "s3:DeleteObjectVersion"]
      Resource = local.objects
    },
  ]
}
