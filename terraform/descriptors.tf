# Every functions/<name>/function.json, read and checked. Terraform itself would ignore a misspelt key, and stop at
# bad JSON without naming the file.

locals {
  descriptor_files = {
    for file in fileset(var.functions_directory, "*/function.json") : dirname(file) => "functions/${file}"
  }

  # null where the file is no JSON object.
  descriptors = {
    for name, file in local.descriptor_files :
    name => try(merge({}, jsondecode(file("${var.functions_directory}/${name}/function.json"))), null)
  }

  descriptor_keys = ["$schema", "description", "memory_mb", "timeout_s", "routes", "environment", "data", "queue", "upload", "schedule", "permissions"]

  zips = {
    for name in keys(local.descriptors) :
    name => "${var.artifacts_directory}/linux-${var.architecture == "arm64" ? "arm64" : "x64"}/${name}.zip"
  }

  # Numbers and strings look alike once Terraform has converted them, so types are told by their JSON.
  descriptor_problems = {
    for name, descriptor in local.descriptors : name => descriptor == null ? ["is not a JSON object"] : concat(
      [for key in keys(descriptor) : "${key}: is unknown; known are ${join(", ", local.descriptor_keys)}" if !contains(local.descriptor_keys, key)],
      can(regex("^\".+\"$", jsonencode(descriptor.description))) ? [] : ["description: must be a sentence"],
      can(regex("^[0-9]+$", jsonencode(descriptor.memory_mb))) && try(descriptor.memory_mb >= 128 && descriptor.memory_mb <= 10240, false)
      ? [] : ["memory_mb: must be a whole number of MB, 128 to 10240"],
      can(regex("^[0-9]+$", jsonencode(descriptor.timeout_s))) && try(descriptor.timeout_s >= 1 && descriptor.timeout_s <= 900, false)
      ? [] : ["timeout_s: must be a whole number of seconds, 1 to 900"],
      can(regex("^\\[", jsonencode(try(descriptor.routes, [])))) ? [] : ["routes: must be a list"],
      [
        for index, route in try([for route in descriptor.routes : route], []) :
        "routes[${index}]: ${jsonencode(route)} is no route; write a method and a path, as in \"GET /change/{amount}\", or \"$default\""
        if !can(regex(local.route_pattern, route))
      ],
      can(regex("^\\{", jsonencode(try(descriptor.environment, {})))) ? [] : ["environment: must be an object of strings"],
      [
        for key, value in try({ for key, value in descriptor.environment : key => value }, {}) :
        "environment.${key}: must be a string" if !can(regex("^\"", jsonencode(value)))
      ],
      can(regex("^\\{", jsonencode(try(descriptor.data, {})))) ? [] : ["data: must be an object of strings"],
      [
        for key, value in try({ for key, value in descriptor.data : key => value }, {}) :
        "data.${key}: must be a string" if !can(regex("^\"", jsonencode(value)))
      ],
      local.event_problems[name],
    )
  }

  route_pattern = "^(\\$default|(ANY|DELETE|GET|HEAD|OPTIONS|PATCH|POST|PUT) /([A-Za-z0-9._~-]+|\\{[A-Za-z0-9._-]+\\})?(/([A-Za-z0-9._~-]+|\\{[A-Za-z0-9._-]+\\}))*(/\\{[A-Za-z0-9._-]+\\+\\})?)$"

  # Functions whose descriptor holds; the others are reported, and planned no further.
  functions = { for name, descriptor in local.descriptors : name => descriptor if length(local.descriptor_problems[name]) == 0 }

  # To API Gateway, two routes are the same if they differ only in the names of their parameters.
  route_claims = flatten([
    for name, descriptor in local.functions : [
      for index, route in try(descriptor.routes, []) : {
        function = name
        route    = route
        key      = replace(route, "/\\{[^}+]*(\\+?)\\}/", "{$1}")
        place    = "functions/${name}/function.json: routes[${index}]"
      }
    ]
  ])
  claims_by_route = { for claim in local.route_claims : claim.key => claim... }

  problems = concat(
    flatten([for name, problems in local.descriptor_problems : [for problem in problems : "functions/${name}/function.json: ${problem}"]]),
    [
      for key, claims in local.claims_by_route :
      "${claims[1].place}: \"${claims[1].route}\" is claimed by ${claims[0].place} already" if length(claims) > 1
    ],
    local.queue_problems,
    [
      for name, zip in local.zips :
      "${zip}: there is no zip of functions/${name}; build it with: scripts/build ${name}${var.architecture == "arm64" ? " --arch arm64" : " --arch x64"}"
      if !fileexists(zip)
    ],
  )
}
