# The policy statements for each permission in a descriptor, as narrow as possible, and environment variables with resource names.

locals {
  # Resources are identified by name, because descriptors are checked before any resources exist.
  arn_of = {
    uploads = "arn:${data.aws_partition.current.partition}:s3:::${local.uploads_bucket}"
    results = "arn:${data.aws_partition.current.partition}:dynamodb:${data.aws_region.current.name}:${data.aws_caller_identity.current.account_id}:table/${local.results_table}"
    files   = "arn:${data.aws_partition.current.partition}:dynamodb:${data.aws_region.current.name}:${data.aws_caller_identity.current.account_id}:table/${local.files_table}"
    keys    = "arn:${data.aws_partition.current.partition}:dynamodb:${data.aws_region.current.name}:${data.aws_caller_identity.current.account_id}:table/${local.keys_table}"
  }

  store_permissions = {
    "read uploads" = {
      environment = { UPLOADS_BUCKET = local.uploads_bucket }
      statements = [
        { actions = ["s3:GetObject", "s3:GetObjectVersion"], resources = [for prefix in local.upload_prefixes : "${local.arn_of.uploads}/${prefix}*"] },
        # Without it, S3 reports an object that doesn't exist as access denied.
        {
          actions   = ["s3:ListBucket"]
          resources = [local.arn_of.uploads]
          condition = { test = "StringLike", variable = "s3:prefix", values = [for prefix in local.upload_prefixes : "${prefix}*"] }
        },
      ]
    }
    "write rejected" = {
      environment = { UPLOADS_BUCKET = local.uploads_bucket }
      statements = [{
        actions   = ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:GetObject", "s3:PutObject"]
        resources = ["${local.arn_of.uploads}/rejected/*"]
      }]
    }
    "write predictions" = {
      environment = { UPLOADS_BUCKET = local.uploads_bucket }
      statements  = [{ actions = ["s3:PutObject"], resources = ["${local.arn_of.uploads}/predictions/*"] }]
    }
    "write reports" = {
      environment = { UPLOADS_BUCKET = local.uploads_bucket }
      statements  = [{ actions = ["s3:PutObject"], resources = ["${local.arn_of.uploads}/reports/*"] }]
    }
    "read reports" = {
      environment = { UPLOADS_BUCKET = local.uploads_bucket }
      statements = [
        { actions = ["s3:GetObject"], resources = ["${local.arn_of.uploads}/reports/*"] },
        {
          actions   = ["s3:ListBucket"]
          resources = [local.arn_of.uploads]
          condition = { test = "StringLike", variable = "s3:prefix", values = ["reports/*"] }
        },
      ]
    }
    "write results" = {
      environment = { RESULTS_TABLE = local.results_table }
      statements  = [{ actions = ["dynamodb:PutItem"], resources = [local.arn_of.results] }]
    }
    "read results" = {
      environment = { RESULTS_TABLE = local.results_table }
      statements  = [{ actions = ["dynamodb:Query"], resources = ["${local.arn_of.results}/index/by-day"] }]
    }
    "write files" = {
      environment = { FILES_TABLE = local.files_table }
      statements  = [{ actions = ["dynamodb:UpdateItem"], resources = [local.arn_of.files] }]
    }
    "read files" = {
      environment = { FILES_TABLE = local.files_table }
      statements  = [{ actions = ["dynamodb:Query"], resources = ["${local.arn_of.files}/index/by-day"] }]
    }
    "read keys" = {
      environment = { KEYS_TABLE = local.keys_table }
      statements  = [{ actions = ["dynamodb:GetItem"], resources = [local.arn_of.keys] }]
    }
  }

  queue_permissions = merge([
    for queue in keys(local.queues) : {
      "send ${queue}" = {
        environment = { "${upper(replace(queue, "-", "_"))}_QUEUE" = module.queue[queue].url }
        statements  = [{ actions = ["sqs:SendMessage"], resources = [module.queue[queue].arn] }]
      }
      # CloudWatch actions don't support resources:
      # https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatch.html
      "watch ${queue}" = {
        environment = { "${upper(replace(queue, "-", "_"))}_QUEUE" = module.queue[queue].url }
        statements  = [{ actions = ["cloudwatch:GetMetricStatistics"], resources = ["*"] }]
      }
    }
  ]...)

  permissions = merge(local.store_permissions, local.queue_permissions)

  # Includes queues whose consumer was not built yet.
  permission_names = concat(
    keys(local.store_permissions),
    flatten([for descriptor in values(local.descriptors) : ["send ${descriptor.queue.name}", "watch ${descriptor.queue.name}"] if can(descriptor.queue)]),
  )

  # By function and permission, including what a queue's event source does on behalf of the function.
  policies = {
    for name, descriptor in local.deployed : name => merge(
      { for permission in distinct(try(descriptor.permissions, [])) : permission => try(local.permissions[permission].statements, []) },
      can(descriptor.queue) ? {
        "consume ${descriptor.queue.name}" = [{
          actions   = ["sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"]
          resources = [module.queue[descriptor.queue.name].arn]
        }]
      } : {},
    )
  }
}

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

data "aws_region" "current" {}
