# The resources of the module "http-api".

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  name                 = "quickchange-test"
  cors_allowed_origins = []
  throttling           = { rate = 10, burst = 5 }
  log_retention_days   = 14
  functions = {
    alpha = {
      function_name = "quickchange-test-alpha"
      qualifier     = "live"
      invoke_arn    = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/alpha:live/invocations"
    }
  }
  routes = {
    "GET /alpha/{}" = { route_key = "GET /alpha/{id}", function = "alpha", authorization = "none" }
    "ANY /alpha"    = { route_key = "ANY /alpha", function = "alpha", authorization = "none" }
    "$default"      = { route_key = "$default", function = "alpha", authorization = "none" }
  }
}

run "api" {
  command = plan

  module {
    source = "./modules/http-api"
  }

  assert {
    condition = { for route, permission in aws_lambda_permission.route : route => permission.source_arn } == {
      "GET /alpha/{id}" = "arn:aws:execute-api:us-east-1:123456789012:abc/Prod/GET/alpha/{id}"
      "ANY /alpha"      = "arn:aws:execute-api:us-east-1:123456789012:abc/Prod/*/alpha"
      "$default"        = "arn:aws:execute-api:us-east-1:123456789012:abc/Prod/$default"
    }
    error_message = "Each permission is limited to its route: ${jsonencode({ for route, permission in aws_lambda_permission.route : route => permission.source_arn })}."
  }

  assert {
    condition = { for key, route in aws_apigatewayv2_route.this : key => route.route_key } == {
      "GET /alpha/{}" = "GET /alpha/{id}"
      "ANY /alpha"    = "ANY /alpha"
      "$default"      = "$default"
    }
    error_message = "A route's key doesn't depend on the names of its parameters."
  }

  assert {
    condition     = alltrue([for route in aws_apigatewayv2_route.this : route.authorization_type == "NONE"])
    error_message = "Anyone can call a route whose authorization is none."
  }

  assert {
    condition     = alltrue([for permission in aws_lambda_permission.route : permission.qualifier == "live" && permission.function_name == "quickchange-test-alpha"])
    error_message = "Permissions apply to the alias that routes invoke, not to the function."
  }

  assert {
    condition = (
      aws_apigatewayv2_integration.function["alpha"].payload_format_version == "2.0"
      && aws_apigatewayv2_integration.function["alpha"].integration_uri == var.functions.alpha.invoke_arn
    )
    error_message = "Routes invoke the alias, with payload format 2.0."
  }

  assert {
    condition = (
      aws_apigatewayv2_stage.prod.name == "Prod"
      && aws_apigatewayv2_stage.prod.auto_deploy
      && aws_apigatewayv2_stage.prod.default_route_settings[0].throttling_rate_limit == 10
      && aws_apigatewayv2_stage.prod.default_route_settings[0].throttling_burst_limit == 5
      && jsondecode(aws_apigatewayv2_stage.prod.access_log_settings[0].format).status == "$context.status"
    )
    error_message = "The stage Prod deploys automatically, throttles and logs JSON."
  }

  assert {
    condition     = length(aws_apigatewayv2_api.this.cors_configuration) == 0
    error_message = "Without origins, there is no CORS configuration."
  }
}

run "cors" {
  command = plan

  module {
    source = "./modules/http-api"
  }

  variables {
    cors_allowed_origins = ["https://example.com"]
  }

  assert {
    condition     = aws_apigatewayv2_api.this.cors_configuration[0].allow_origins == toset(["https://example.com"])
    error_message = "The given origins may call the API."
  }
}
