# Event sources other than HTTP, from the descriptors.

locals {
  # The defaults of a queue.
  queue_defaults = { for key, rule in local.rules.queue.properties : key => rule.default if can(rule.default) }

  # The functions with an event source other than HTTP, by source; also functions that were not built yet, because queues and the
  # bucket don't depend on functions.
  consumers = {
    for name, descriptor in local.descriptors : name => merge(
      local.queue_defaults,
      # One at a time if order matters: messages in a batch with a failing one have to fail too, which uses up their tries.
      try(descriptor.queue.fifo, false) ? { batch_size = 1 } : {},
      descriptor.queue,
    ) if can(descriptor.queue)
  }
  readers = { for name, descriptor in local.descriptors : name => descriptor.upload if can(descriptor.upload) }

  # The prefixes of uploaded files; the whole bucket if no descriptor has one.
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
