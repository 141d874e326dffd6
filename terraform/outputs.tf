output "base_url" {
  description = "The base URL of the routes."
  value       = module.http_api.base_url

  precondition {
    condition     = length(local.problems) == 0
    error_message = join("\n", local.problems)
  }
}

output "routes" {
  description = "The URL of each route."
  value = {
    for route in values(local.routes) :
    route.route_key => "${module.http_api.base_url}${try(split(" ", route.route_key)[1], "/")}"
  }
}

output "authorizations" {
  description = "Who may call each route, as deployed."
  value       = module.http_api.authorizations
}

output "iam_routes" {
  description = "For each route whose authorization is iam, the resource of the action execute-api:Invoke that a caller's policy must allow."
  value       = module.http_api.iam_routes
}

output "functions" {
  description = "The name, the log group and the memory of each function."
  value = {
    for name, function in module.function : name => {
      function_name = function.name
      log_group     = function.log_group
      memory_mb     = function.memory_mb
    }
  }
}

output "live_versions" {
  description = "The version of each function that serves traffic."
  value       = { for name, function in module.function : name => function.live_version }
}

output "uploads_bucket" {
  description = "The bucket for uploaded files."
  value       = module.uploads.bucket
}

output "queues" {
  description = "The URLs of each queue and of its dead-letter queue."
  value = {
    for name, queue in module.queue : name => {
      url             = queue.url
      dead_letter_url = queue.dead_letter_url
    }
  }
}
