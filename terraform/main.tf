locals {
  project = jsondecode(file("${path.module}/../project.json")).name

  # The prefix of all resource names.
  name = "${local.project}-${var.environment}"

  # A function that was not built yet fails the plan.
  deployed = { for name, descriptor in local.descriptors : name => descriptor if fileexists(local.zips[name]) }

  # The descriptor's settings, unless this environment overrides them.
  settings = {
    for name, descriptor in local.descriptors : name => {
      memory_mb            = coalesce(try(var.function_overrides[name].memory_mb, null), descriptor.memory_mb)
      timeout_s            = coalesce(try(var.function_overrides[name].timeout_s, null), descriptor.timeout_s)
      reserved_concurrency = try(var.function_overrides[name].reserved_concurrency, null)
      log_level            = coalesce(try(var.function_overrides[name].log_level, null), "INFO")
    }
  }

  # A function is built with address space for twice the memory in its descriptor (functions/Directory.Build.targets).
  # With more memory than that, it gets as much as the largest function, 20 GB, so that its heap can use all its memory.
  heaps = {
    for name, descriptor in local.descriptors : name =>
    local.settings[name].memory_mb > descriptor.memory_mb ? tomap({ DOTNET_GCRegionRange = "500000000" }) : tomap({})
  }
}

module "function" {
  source   = "./modules/function"
  for_each = local.deployed

  name                 = "${local.name}-${each.key}"
  description          = each.value.description
  architecture         = var.architecture
  zip                  = local.zips[each.key]
  memory_mb            = local.settings[each.key].memory_mb
  timeout_s            = local.settings[each.key].timeout_s
  reserved_concurrency = local.settings[each.key].reserved_concurrency
  log_level            = local.settings[each.key].log_level
  log_retention_days   = var.log_retention_days
  tracing              = var.tracing
  live_version         = lookup(var.live_versions, each.key, null)
  alarm_topic_arn      = aws_sns_topic.alarms.arn

  permissions_boundary_arn = var.permissions_boundary_arn

  environment = merge(concat(
    [local.heaps[each.key]],
    [for permission in try(each.value.permissions, []) : try(local.permissions[permission].environment, {})],
    [try(each.value.environment, {})],
  )...)
  policies = local.policies[each.key]
}

module "http_api" {
  source = "./modules/http-api"

  name                 = local.name
  cors_allowed_origins = var.cors_allowed_origins
  throttling           = var.throttling
  log_retention_days   = var.log_retention_days
  functions            = { for name, function in module.function : name => function.alias }
  authorizers          = local.authorizers
  jwt                  = var.jwt
  routes = {
    for key, route in local.routes : key => route
    if contains(keys(local.deployed), route.function) && contains(local.authorizations, route.authorization)
  }
}
