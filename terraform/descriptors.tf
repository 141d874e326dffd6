# Every functions/<name>/function.json that scripts/build has checked, from the copy that it puts next to the zip. A descriptor
# that was not checked, or that has changed since, fails the plan. functions/function.schema.json has the rules for descriptors.

locals {
  rules = jsondecode(file("${path.module}/../functions/function.schema.json")).properties

  processor = var.architecture == "arm64" ? "arm64" : "x64"
  folder    = "${var.artifacts_directory}/linux-${local.processor}"

  names   = toset([for file in fileset(var.functions_directory, "*/function.json") : dirname(file)])
  checked = { for name in local.names : name => "${local.folder}/${name}.json" }
  zips    = { for name in local.names : name => "${local.folder}/${name}.zip" }

  descriptors = {
    for name, copy in local.checked : name => jsondecode(file(copy))
    if fileexists(copy) ? filesha256(copy) == filesha256("${var.functions_directory}/${name}/function.json") : false
  }

  # API Gateway treats two routes as the same if they differ only in the names of their parameters.
  routes = {
    for claim in flatten([
      for name, descriptor in local.descriptors : [
        for key, route in try(descriptor.routes, {}) : {
          route_key     = key
          function      = name
          authorization = try(route.authorization, "")
          scopes        = try(route.scopes, null)
          throttling    = try(route.throttling, null)
        }
      ]
    ]) : replace(claim.route_key, "/\\{[^}+]*(\\+?)\\}/", "{$1}") => claim
  }

  authorizers = {
    for name, descriptor in local.deployed : name => {
      identity_sources = descriptor.authorizer.identity_sources
      cache_ttl_s      = try(descriptor.authorizer.cache_ttl_s, local.rules.authorizer.properties.cache_ttl_s.default)
    } if can(descriptor.authorizer)
  }

  # What a route can state in this environment.
  authorizations = concat(["none", "iam"], var.jwt == null ? [] : ["jwt"], keys(local.authorizers))

  needs = {
    ""  = "is missing; the words are none, iam, jwt and the names of authorizers"
    jwt = "\"jwt\" needs the variable jwt, such as jwt = { issuer = \"https://issuer.example\", audiences = [\"${local.project}\"] } in environments/${var.environment}.tfvars"
  }

  problems = concat(
    [
      for name in local.names :
      "functions/${name}/function.json: ${fileexists(local.checked[name]) ? "has changed since it was checked" : "was not checked"}; run: scripts/build ${name} --arch ${local.processor}"
      if !contains(keys(local.descriptors), name)
    ],
    [
      for name, zip in local.zips : "${zip}: functions/${name} has no zip; run: scripts/build ${name} --arch ${local.processor}"
      if !fileexists(zip)
    ],
    # A route that doesn't say who may call it, or can't be closed as it says, is not created.
    [
      for route in values(local.routes) : "functions/${route.function}/function.json: routes.\"${route.route_key}\".authorization: ${
        lookup(local.needs, route.authorization, "\"${route.authorization}\" needs an authorizer that no checked function is")
      }"
      if !contains(local.authorizations, route.authorization)
    ],
    # The queue's consumer may have been removed since.
    flatten([
      for name, descriptor in local.descriptors : [
        for permission in try(descriptor.permissions, []) :
        "functions/${name}/function.json: permissions: \"${permission}\" needs a queue that no checked function consumes"
        if !contains(local.permission_names, permission)
      ]
    ]),
  )
}
