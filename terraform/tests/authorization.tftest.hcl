# A plan of a function with a route of each kind, and of its authorizer. Who may call a route is what its descriptor says.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  environment         = "test"
  functions_directory = "tests/fixtures/closed/functions"
  artifacts_directory = "tests/fixtures/artifacts"
  jwt                 = { issuer = "https://issuer.example/pool", audiences = ["shop", "other"] }
}

run "routes" {
  command = plan

  assert {
    condition = { for key, route in output.authorizations : key => route.type } == {
      "GET /open"        = "NONE"
      "GET /signed/{id}" = "AWS_IAM"
      "ANY /signed"      = "AWS_IAM"
      "GET /token"       = "JWT"
      "GET /scope"       = "JWT"
      "GET /key"         = "CUSTOM"
    }
    error_message = "Each route has its descriptor's authorization: ${jsonencode(output.authorizations)}."
  }

  # From the descriptors themselves, so that no route can be forgotten here.
  assert {
    condition = toset([for key, route in output.authorizations : key if route.type == "NONE"]) == toset(flatten([
      for file in fileset("tests/fixtures/closed/functions", "*/function.json") : [
        for key, route in try(jsondecode(file("tests/fixtures/closed/functions/${file}")).routes, {}) : key if route.authorization == "none"
      ]
    ]))
    error_message = "Nothing is open that doesn't say none: ${jsonencode(output.authorizations)}."
  }

  assert {
    condition = { for key, route in output.authorizations : key => route.scopes if length(route.scopes) > 0 } == {
      "GET /scope" = tolist(["shop/all", "shop/read"])
    }
    error_message = "A token needs one of the route's scopes: ${jsonencode(output.authorizations)}."
  }

  assert {
    condition = output.iam_routes == {
      "GET /signed/{id}" = "arn:aws:execute-api:us-east-1:123456789012:abc/Prod/GET/signed/*"
      "ANY /signed"      = "arn:aws:execute-api:us-east-1:123456789012:abc/Prod/*/signed"
    }
    error_message = "Each signed route says what to allow: ${jsonencode(output.iam_routes)}."
  }

  assert {
    condition     = local.authorizers == { door = { identity_sources = ["$request.header.X-Api-Key", "$context.routeKey"], cache_ttl_s = 300 } }
    error_message = "An authorizer has its descriptor's settings: ${jsonencode(local.authorizers)}."
  }

  assert {
    condition = flatten(values(local.policies.door)) == [{
      actions   = ["dynamodb:GetItem"]
      resources = ["arn:aws:dynamodb:us-east-1:123456789012:table/quickchange-test-keys"]
    }]
    error_message = "An authorizer with the permission \"read keys\" only reads keys: ${jsonencode(local.policies.door)}."
  }
}

run "no_issuer" {
  command         = plan
  expect_failures = [output.base_url]

  variables {
    jwt = null
  }

  assert {
    condition = local.problems == [
      for route in ["GET /scope", "GET /token"] :
      "functions/shop/function.json: routes.\"${route}\".authorization: \"jwt\" needs the variable jwt, such as jwt = { issuer = \"https://issuer.example\", audiences = [\"quickchange\"] } in environments/test.tfvars"
    ]
    error_message = "A route for tokens needs an issuer: ${jsonencode(local.problems)}."
  }

  assert {
    condition     = toset(keys(output.authorizations)) == toset(["GET /open", "GET /signed/{id}", "ANY /signed", "GET /key"])
    error_message = "A route that can't be closed as its descriptor says is not created: ${jsonencode(output.authorizations)}."
  }
}

run "no_authorizer" {
  command         = plan
  expect_failures = [output.base_url]

  variables {
    functions_directory = "tests/fixtures/doorless/functions"
  }

  assert {
    condition = local.problems == [
      "functions/shop/function.json: routes.\"GET /key\".authorization: \"door\" needs an authorizer that no checked function is",
    ]
    error_message = "A route needs its authorizer: ${jsonencode(local.problems)}."
  }

  assert {
    condition     = !contains(keys(output.authorizations), "GET /key")
    error_message = "A route without its authorizer is not created."
  }
}

run "no_word" {
  command         = plan
  expect_failures = [output.base_url]

  variables {
    functions_directory = "tests/fixtures/wordless/functions"
  }

  assert {
    condition = local.problems == [
      "functions/wordless/function.json: routes.\"GET /a\".authorization: is missing; the words are none, iam, jwt and the names of authorizers",
    ]
    error_message = "A route states who may call it: ${jsonencode(local.problems)}."
  }

  assert {
    condition     = output.authorizations == {}
    error_message = "A route without the word is refused, not open."
  }
}

run "issuers" {
  command         = plan
  expect_failures = [var.jwt]

  variables {
    jwt = { issuer = "http://issuer.example", audiences = [] }
  }
}
