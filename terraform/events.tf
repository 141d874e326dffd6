# What descriptors say of events beside HTTP, read and checked as in descriptors.tf.

locals {
  queue_numbers = {
    batch_size          = { least = 1, most = 10000 }
    batching_window_s   = { least = 0, most = 300 }
    tries               = { least = 1, most = 1000 }
    maximum_concurrency = { least = 2, most = 1000 }
  }
  queue_keys = concat(["name", "fifo"], keys(local.queue_numbers))

  # What a queue has where its descriptor says nothing.
  queue_defaults = { batching_window_s = 0, tries = 5, maximum_concurrency = 10, fifo = false }

  event_problems = {
    for name, descriptor in local.descriptors : name => concat(
      [
        for key in keys(try(descriptor.queue, {})) :
        "queue.${key}: is unknown; known are ${join(", ", local.queue_keys)}" if !contains(local.queue_keys, key)
      ],
      can(descriptor.queue) && !can(regex("^\"[a-z][a-z0-9-]{0,39}\"$", jsonencode(descriptor.queue.name)))
      ? ["queue.name: must be 1 to 40 lower case letters, digits and hyphens, beginning with a letter"] : [],
      !can(descriptor.queue.fifo) || can(regex("^(true|false)$", jsonencode(try(descriptor.queue.fifo, null))))
      ? [] : ["queue.fifo: must be true or false"],
      [
        for key, range in local.queue_numbers : "queue.${key}: must be a whole number, ${range.least} to ${range.most}"
        if can(descriptor.queue[key]) && !(
          can(regex("^[0-9]+$", jsonencode(try(descriptor.queue[key], null))))
          && try(descriptor.queue[key] >= range.least && descriptor.queue[key] <= range.most, false)
        )
      ],
      try(descriptor.queue.batch_size > 10 && try(descriptor.queue.batching_window_s, 0) < 1, false)
      ? ["queue.batch_size: more than 10 need a batching_window_s of 1 or more"] : [],
      try(descriptor.queue.fifo, false) == true && try(descriptor.queue.batching_window_s, 0) != 0
      ? ["queue.batching_window_s: a FIFO queue has none"] : [],
      try(descriptor.queue.fifo, false) == true && try(descriptor.queue.batch_size, 10) > 10
      ? ["queue.batch_size: a FIFO queue gives 10 at most"] : [],
      !can(descriptor.upload) || try(join(" ", keys(descriptor.upload)) == "prefix suffix" && alltrue([
        for value in values(descriptor.upload) : can(regex("^\"", jsonencode(value)))
      ]), false) ? [] : ["upload: must be an object with a prefix and a suffix"],
      !can(descriptor.schedule) || can(regex("^(rate|cron|at)\\(.+\\)$", descriptor.schedule.expression))
      ? [] : ["schedule.expression: must be rate(…), cron(…) or at(…)"],
      [
        for key in keys(try(descriptor.schedule, {})) :
        "schedule.${key}: is unknown; known are expression, timezone" if !contains(["expression", "timezone"], key)
      ],
      can(regex("^\\[", jsonencode(try(descriptor.permissions, [])))) ? [] : ["permissions: must be a list"],
      [
        for index, permission in try([for permission in descriptor.permissions : permission], []) :
        "permissions[${index}]: ${jsonencode(permission)} is unknown; known are ${join(", ", sort(local.permission_names))}"
        if !contains(local.permission_names, try(tostring(permission), ""))
      ],
    )
  }

  queue_claims = {
    for name, descriptor in local.descriptors : try(tostring(descriptor.queue.name), "") => name...
    if can(tostring(descriptor.queue.name))
  }

  queue_problems = [
    for queue, names in local.queue_claims :
    "functions/${names[1]}/function.json: queue.name: \"${queue}\" is consumed by functions/${names[0]} already"
    if length(names) > 1
  ]

  # The functions that other events than HTTP invoke, by what invokes them.
  consumers = {
    for name, descriptor in local.deployed : name => merge(
      local.queue_defaults,
      # One at a time where order counts: what is received with a message that fails has to fail with it, and uses up its tries.
      { batch_size = try(descriptor.queue.fifo, false) ? 1 : 10 },
      descriptor.queue,
    ) if can(descriptor.queue)
  }
  readers = { for name, descriptor in local.deployed : name => descriptor.upload if can(descriptor.upload) }

  # Where uploaded files are; all of the bucket as long as no descriptor says.
  upload_prefixes = try(coalescelist(distinct([
    for descriptor in values(local.descriptors) : tostring(descriptor.upload.prefix) if can(tostring(descriptor.upload.prefix))
  ])), [""])

  schedules = {
    for name, descriptor in local.deployed : name => {
      expression = coalesce(try(var.function_overrides[name].schedule, null), descriptor.schedule.expression)
      timezone   = try(descriptor.schedule.timezone, "UTC")
    } if can(descriptor.schedule)
  }
}
