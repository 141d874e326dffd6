# Every mistake in a descriptor or a variable stops the plan, and is told by file and field. The messages themselves are
# compared where a plan is run for real, end to end.

mock_provider "aws" {
  mock_data "aws_iam_policy_document" {
    defaults = {
      json = "{}"
    }
  }
}

variables {
  environment         = "test"
  functions_directory = "tests/fixtures/two-functions/functions"
  artifacts_directory = "tests/fixtures/artifacts"
}

run "bad_json" {
  command         = plan
  expect_failures = [output.base_url]

  variables {
    functions_directory = "tests/fixtures/bad-json/functions"
  }
}

run "unknown_key" {
  command         = plan
  expect_failures = [output.base_url]

  variables {
    functions_directory = "tests/fixtures/unknown-key/functions"
  }
}

run "wrong_type" {
  command         = plan
  expect_failures = [output.base_url]

  variables {
    functions_directory = "tests/fixtures/wrong-type/functions"
  }
}

run "out_of_range" {
  command         = plan
  expect_failures = [output.base_url]

  variables {
    functions_directory = "tests/fixtures/out-of-range/functions"
  }
}

run "malformed_route" {
  command         = plan
  expect_failures = [output.base_url]

  variables {
    functions_directory = "tests/fixtures/malformed-route/functions"
  }
}

run "claimed_twice" {
  command         = plan
  expect_failures = [output.base_url]

  variables {
    functions_directory = "tests/fixtures/claimed-twice/functions"
  }
}

run "events" {
  command         = plan
  expect_failures = [output.base_url]

  variables {
    functions_directory = "tests/fixtures/bad-events/functions"
  }

  assert {
    condition = join("\n", local.event_problems.broken) == join("\n", [
      "queue.size: is unknown; known are name, fifo, batch_size, batching_window_s, maximum_concurrency, tries",
      "queue.name: must be 1 to 40 lower case letters, digits and hyphens, beginning with a letter",
      "queue.maximum_concurrency: must be a whole number, 2 to 1000",
      "queue.batch_size: more than 10 need a batching_window_s of 1 or more",
      "upload: must be an object with a prefix and a suffix",
      "schedule.expression: must be rate(…), cron(…) or at(…)",
      "permissions[0]: \"read everything\" is unknown; known are read files, read reports, read results, read uploads, send Not A Name, watch Not A Name, write files, write rejected, write reports, write results",
    ])
    error_message = "Each mistake is told by its field: ${jsonencode(local.event_problems.broken)}."
  }
}

run "missing_zip" {
  command         = plan
  expect_failures = [output.base_url]

  variables {
    artifacts_directory = "tests/fixtures/nowhere"
  }
}

run "environment" {
  command         = plan
  expect_failures = [var.environment]

  variables {
    environment = "Not A Name"
  }
}

run "architecture" {
  command         = plan
  expect_failures = [var.architecture]

  variables {
    architecture = "riscv64"
  }
}

run "override_of_nothing" {
  command         = plan
  expect_failures = [var.function_overrides]

  variables {
    function_overrides = { gamma = { memory_mb = 256 } }
  }
}

run "override_out_of_range" {
  command         = plan
  expect_failures = [var.function_overrides]

  variables {
    function_overrides = { alpha = { memory_mb = 64, timeout_s = 0, log_level = "LOUD" } }
  }
}

run "log_retention" {
  command         = plan
  expect_failures = [var.log_retention_days]

  variables {
    log_retention_days = 2
  }
}

run "throttling" {
  command         = plan
  expect_failures = [var.throttling]

  variables {
    throttling = { rate = 0, burst = 5 }
  }
}

run "permissions_boundary" {
  command         = plan
  expect_failures = [var.permissions_boundary_arn]

  variables {
    permissions_boundary_arn = "boundary"
  }
}

run "live_versions" {
  command         = plan
  expect_failures = [var.live_versions]

  variables {
    live_versions = { alpha = "$LATEST" }
  }
}
