# Data stores, which are kept when a function is removed.

locals {
  uploads_bucket = "${local.name}-uploads-${data.aws_caller_identity.current.account_id}"
  results_table  = "${local.name}-results"
  files_table    = "${local.name}-files"
  keys_table     = "${local.name}-keys"
}

module "uploads" {
  source = "./modules/upload"

  name                = local.uploads_bucket
  account_id          = data.aws_caller_identity.current.account_id
  retention_days      = var.upload_retention_days
  deletion_protection = var.deletion_protection
  alarm_topic_arn     = aws_sns_topic.alarms.arn
  functions = {
    for name, upload in local.readers : name => {
      function_name = "${local.name}-${name}"
      prefix        = upload.prefix
      suffix        = upload.suffix
    }
  }
  invoked = {
    for name in keys(local.readers) : name => {
      role  = module.function[name].role
      alias = module.function[name].alias
    } if contains(keys(local.deployed), name)
  }
}

# An item for each answered request. The index spreads a day over several partitions.
module "results" {
  source = "./modules/table"

  name                = local.results_table
  day_key             = "shard"
  projection          = ["amount", "currency", "coins"]
  deletion_protection = var.deletion_protection
}

# An item for each file that was read.
module "files" {
  source = "./modules/table"

  name                = local.files_table
  day_key             = "day"
  deletion_protection = var.deletion_protection
}

# An item for each API key, with the key's hash instead of the key. scripts/keys writes it.
module "keys" {
  source = "./modules/table"

  name                = local.keys_table
  deletion_protection = var.deletion_protection
}
