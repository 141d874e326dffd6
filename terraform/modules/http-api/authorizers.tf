# What decides who may call a route that isn't open: an authorizer for tokens, and one for each function that is an authorizer.
# https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control.html

resource "aws_apigatewayv2_authorizer" "jwt" {
  for_each = var.jwt == null ? {} : { jwt = var.jwt }

  api_id           = aws_apigatewayv2_api.this.id
  name             = each.key
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]

  jwt_configuration {
    issuer   = each.value.issuer
    audience = each.value.audiences
  }

  # API Gateway can't delete an authorizer that a route uses. With this, routes are updated first.
  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_apigatewayv2_authorizer" "function" {
  for_each = var.authorizers

  api_id                            = aws_apigatewayv2_api.this.id
  name                              = each.key
  authorizer_type                   = "REQUEST"
  authorizer_uri                    = var.functions[each.key].invoke_arn
  authorizer_payload_format_version = "2.0"
  authorizer_result_ttl_in_seconds  = each.value.cache_ttl_s
  enable_simple_responses           = true
  identity_sources                  = each.value.identity_sources

  lifecycle {
    create_before_destroy = true
  }
}

locals {
  # The headers with which a web page on another origin may prove who calls.
  cors_headers = sort(distinct(concat(
    ["content-type"],
    contains(local.used, "iam") ? ["authorization", "x-amz-content-sha256", "x-amz-date", "x-amz-security-token"] : [],
    contains(local.used, "jwt") ? ["authorization"] : [],
    flatten([
      for name, authorizer in var.authorizers : [
        for source in authorizer.identity_sources : lower(trimprefix(source, "$request.header.")) if startswith(source, "$request.header.")
      ] if contains(local.used, name)
    ]),
  )))

  used = toset(values(var.routes)[*].authorization)
}
