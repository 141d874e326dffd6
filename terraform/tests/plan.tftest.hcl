# A plan of two functions.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  environment         = "test"
  functions_directory = "tests/fixtures/two-functions/functions"
  artifacts_directory = "tests/fixtures/artifacts"
}

run "names" {
  command = plan

  assert {
    condition     = output.base_url == "https://abc.execute-api.us-east-1.amazonaws.com/Prod"
    error_message = "The base URL is the API's endpoint and the stage, not ${output.base_url}."
  }

  assert {
    condition = output.routes == {
      "GET /alpha/{id}" = "https://abc.execute-api.us-east-1.amazonaws.com/Prod/alpha/{id}"
      "ANY /alpha"      = "https://abc.execute-api.us-east-1.amazonaws.com/Prod/alpha"
      "$default"        = "https://abc.execute-api.us-east-1.amazonaws.com/Prod/"
      "POST /beta"      = "https://abc.execute-api.us-east-1.amazonaws.com/Prod/beta"
    }
    error_message = "Each route has its URL: ${jsonencode(output.routes)}."
  }

  assert {
    condition = output.functions.alpha == {
      function_name = "quickchange-test-alpha"
      log_group     = "/aws/lambda/quickchange-test-alpha"
      memory_mb     = 128
    }
    error_message = "Functions and log groups are named after the environment and the function: ${jsonencode(output.functions)}."
  }
}

run "fifo_consumer" {
  command = plan

  assert {
    condition     = keys(module.queue) == ["orders"] && keys(aws_lambda_event_source_mapping.queue) == ["orders"]
    error_message = "A queue is identified by its name, whichever function consumes it: ${jsonencode(keys(module.queue))}."
  }

  assert {
    condition     = aws_lambda_event_source_mapping.queue["orders"].batch_size == 1
    error_message = "By default, messages of a FIFO queue arrive one at a time."
  }
}

run "overrides" {
  command = plan

  variables {
    function_overrides = {
      beta = { memory_mb = 512, timeout_s = 9, reserved_concurrency = 2, log_level = "DEBUG" }
    }
  }

  assert {
    condition = local.settings == {
      alpha = { memory_mb = 128, timeout_s = 3, reserved_concurrency = null, log_level = "INFO" }
      beta  = { memory_mb = 512, timeout_s = 9, reserved_concurrency = 2, log_level = "DEBUG" }
    }
    error_message = "An override replaces a setting of the descriptor, only for its function: ${jsonencode(local.settings)}."
  }

  assert {
    condition     = jsonencode(local.heaps) == jsonencode({ alpha = {}, beta = { DOTNET_GCRegionRange = "500000000" } })
    error_message = "With more memory than it was built for, a function gets a larger heap: ${jsonencode(local.heaps)}."
  }
}

run "taken_back" {
  command = plan

  variables {
    live_versions = { beta = "3", gone = "1" }
  }

  assert {
    condition     = output.live_versions.beta == "3"
    error_message = "A function's version can be pinned."
  }

  assert {
    condition     = toset(keys(output.live_versions)) == toset(["alpha", "beta"])
    error_message = "A function that no longer exists is ignored."
  }
}
