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

run "authorizers" {
  command = plan

  module {
    source = "./modules/http-api"
  }

  variables {
    cors_allowed_origins = ["https://example.com"]
    jwt                  = { issuer = "https://issuer.example", audiences = ["shop", "other"] }
    authorizers          = { alpha = { identity_sources = ["$request.header.X-Api-Key", "$request.querystring.key"], cache_ttl_s = 60 } }
    routes = {
      "GET /signed" = { route_key = "GET /signed", function = "alpha", authorization = "iam" }
      "GET /token"  = { route_key = "GET /token", function = "alpha", authorization = "jwt", scopes = ["read"] }
      "GET /key"    = { route_key = "GET /key", function = "alpha", authorization = "alpha", throttling = { rate = 0.5, burst = 2 } }
    }
  }

  assert {
    condition = (
      aws_apigatewayv2_authorizer.jwt["jwt"].authorizer_type == "JWT"
      && aws_apigatewayv2_authorizer.jwt["jwt"].identity_sources == toset(["$request.header.Authorization"])
      && aws_apigatewayv2_authorizer.jwt["jwt"].jwt_configuration[0].issuer == "https://issuer.example"
      && aws_apigatewayv2_authorizer.jwt["jwt"].jwt_configuration[0].audience == toset(["shop", "other"])
    )
    error_message = "Tokens are those of the issuer, for one of the audiences."
  }

  assert {
    condition = (
      aws_apigatewayv2_authorizer.function["alpha"].authorizer_type == "REQUEST"
      && aws_apigatewayv2_authorizer.function["alpha"].authorizer_uri == var.functions.alpha.invoke_arn
      && aws_apigatewayv2_authorizer.function["alpha"].authorizer_payload_format_version == "2.0"
      && aws_apigatewayv2_authorizer.function["alpha"].enable_simple_responses
      && aws_apigatewayv2_authorizer.function["alpha"].identity_sources == toset(["$request.header.X-Api-Key", "$request.querystring.key"])
      && aws_apigatewayv2_authorizer.function["alpha"].authorizer_result_ttl_in_seconds == 60
    )
    error_message = "An authorizer invokes the alias of its function, with payload format 2.0 and simple responses."
  }

  assert {
    condition = (
      aws_lambda_permission.authorizer["alpha"].source_arn == "arn:aws:execute-api:us-east-1:123456789012:abc/authorizers/auth"
      && aws_lambda_permission.authorizer["alpha"].qualifier == "live"
      && aws_lambda_permission.authorizer["alpha"].principal == "apigateway.amazonaws.com"
    )
    error_message = "An authorizer, and nothing else of the API, may invoke its function: ${aws_lambda_permission.authorizer["alpha"].source_arn}."
  }

  assert {
    condition = (
      aws_apigatewayv2_route.this["GET /token"].authorization_scopes == toset(["read"])
      && aws_apigatewayv2_route.this["GET /token"].authorizer_id == "auth"
      && aws_apigatewayv2_route.this["GET /key"].authorizer_id == "auth"
      && aws_apigatewayv2_route.this["GET /signed"].authorization_type == "AWS_IAM"
    )
    error_message = "Routes refer to their authorizers, and have their scopes."
  }

  assert {
    condition = [for settings in aws_apigatewayv2_stage.prod.route_settings : [settings.route_key, settings.throttling_rate_limit, settings.throttling_burst_limit]] == [
      ["GET /key", 0.5, 2],
    ]
    error_message = "A route can have its own limits: ${jsonencode(aws_apigatewayv2_stage.prod.route_settings)}."
  }

  assert {
    condition = aws_apigatewayv2_api.this.cors_configuration[0].allow_headers == toset([
      "authorization", "content-type", "x-amz-content-sha256", "x-amz-date", "x-amz-security-token", "x-api-key",
    ])
    error_message = "A page of an allowed origin may send what its routes need: ${jsonencode(aws_apigatewayv2_api.this.cors_configuration[0].allow_headers)}."
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
    condition = (
      aws_apigatewayv2_api.this.cors_configuration[0].allow_origins == toset(["https://example.com"])
      && aws_apigatewayv2_api.this.cors_configuration[0].allow_headers == toset(["content-type"])
    )
    error_message = "The given origins may call the API; open routes need no further headers."
  }
}
