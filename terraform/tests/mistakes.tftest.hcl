# A descriptor that was not checked and a mistake in a variable fail the plan, with an error that names it.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  environment         = "test"
  functions_directory = "tests/fixtures/two-functions/functions"
  artifacts_directory = "tests/fixtures/artifacts"
}

run "unchecked_descriptor" {
  command         = plan
  expect_failures = [output.base_url]

  variables {
    functions_directory = "tests/fixtures/unchecked/functions"
  }

  assert {
    condition = local.problems == [
      "functions/changed/function.json: has changed since it was checked; run: scripts/build changed --arch arm64",
      "functions/new/function.json: was not checked; run: scripts/build new --arch arm64",
      "tests/fixtures/artifacts/linux-arm64/new.zip: functions/new has no zip; run: scripts/build new --arch arm64",
    ]
    error_message = "Only checked descriptors are planned: ${jsonencode(local.problems)}."
  }

  assert {
    condition     = length(module.function) == 0
    error_message = "No unchecked descriptor is planned."
  }
}

run "queue_without_a_consumer" {
  command         = plan
  expect_failures = [output.base_url]

  variables {
    functions_directory = "tests/fixtures/sender/functions"
  }

  assert {
    condition = local.problems == [
      "functions/sender/function.json: permissions: \"send orders\" needs a queue that no checked function consumes",
    ]
    error_message = "A queue without a consumer is reported: ${jsonencode(local.problems)}."
  }
}

run "missing_zip" {
  command         = plan
  expect_failures = [output.base_url]

  variables {
    artifacts_directory = "tests/fixtures/nowhere"
  }
}

run "variables" {
  command = plan
  expect_failures = [
    var.environment, var.architecture, var.function_overrides, var.log_retention_days, var.throttling,
    var.permissions_boundary_arn, var.live_versions,
  ]

  variables {
    environment              = "Not A Name"
    architecture             = "riscv64"
    function_overrides       = { gamma = { memory_mb = 256 } }
    log_retention_days       = 2
    throttling               = { rate = 0, burst = 5 }
    permissions_boundary_arn = "boundary"
    live_versions            = { alpha = "$LATEST" }
  }
}

run "override_out_of_range" {
  command         = plan
  expect_failures = [var.function_overrides]

  variables {
    function_overrides = { alpha = { memory_mb = 64, timeout_s = 0, log_level = "LOUD" } }
  }
}
