# What descriptors say of events beside HTTP.

locals {
  # What a queue has where its descriptor says nothing.
  queue_defaults = { for key, rule in local.rules.queue.properties : key => rule.default if can(rule.default) }

  # The functions that other events than HTTP invoke, by what invokes them.
  consumers = {
    for name, descriptor in local.deployed : name => merge(
      local.queue_defaults,
      # One at a time where order counts: what is received with a message that fails has to fail with it, and uses up its tries.
      try(descriptor.queue.fifo, false) ? { batch_size = 1 } : {},
      descriptor.queue,
    ) if can(descriptor.queue)
  }
  readers = { for name, descriptor in local.deployed : name => descriptor.upload if can(descriptor.upload) }

  # Where uploaded files are; all of the bucket as long as no descriptor says.
  upload_prefixes = try(coalescelist(distinct([
    for descriptor in values(local.descriptors) : descriptor.upload.prefix if can(descriptor.upload)
  ])), [""])

  schedules = {
    for name, descriptor in local.deployed : name => {
      expression = coalesce(try(var.function_overrides[name].schedule, null), descriptor.schedule.expression)
      timezone   = try(descriptor.schedule.timezone, "UTC")
    } if can(descriptor.schedule)
  }
}
