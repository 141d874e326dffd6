resource "aws_apigatewayv2_api" "this" {
  name          = var.name
  protocol_type = "HTTP"

  dynamic "cors_configuration" {
    for_each = length(var.cors_allowed_origins) > 0 ? [var.cors_allowed_origins] : []
    content {
      allow_origins = cors_configuration.value
      allow_methods = ["*"]
      allow_headers = local.cors_headers
      max_age       = 3600
    }
  }
}

resource "aws_apigatewayv2_integration" "function" {
  for_each = toset(values(var.routes)[*].function)

  api_id                 = aws_apigatewayv2_api.this.id
  integration_type       = "AWS_PROXY"
  integration_method     = "POST"
  integration_uri        = var.functions[each.value].invoke_arn
  payload_format_version = "2.0"

  # API Gateway can't delete an integration that a route uses. With this, routes are updated first, even if the integration is
  # only destroyed.
  lifecycle {
    create_before_destroy = true
  }
}

locals {
  # API Gateway's authorization type, and the authorizer, for each value in a descriptor. Any other value fails the plan.
  # https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-routes-routeid.html
  authorizations = merge(
    {
      none = { type = "NONE", authorizer_id = null }
      iam  = { type = "AWS_IAM", authorizer_id = null }
    },
    { for authorizer in values(aws_apigatewayv2_authorizer.jwt) : "jwt" => { type = "JWT", authorizer_id = authorizer.id } },
    { for name, authorizer in aws_apigatewayv2_authorizer.function : name => { type = "CUSTOM", authorizer_id = authorizer.id } },
  )
}

resource "aws_apigatewayv2_route" "this" {
  for_each = var.routes

  api_id               = aws_apigatewayv2_api.this.id
  route_key            = each.value.route_key
  authorization_type   = local.authorizations[each.value.authorization].type
  authorizer_id        = local.authorizations[each.value.authorization].authorizer_id
  authorization_scopes = each.value.scopes
  target               = "integrations/${aws_apigatewayv2_integration.function[each.value.function].id}"

  # A route is created only after it has permission to invoke its function, and its authorizer to be invoked.
  depends_on = [aws_lambda_permission.route, aws_lambda_permission.authorizer]

  # A stage's settings can't name a route that doesn't exist. With this, the stage is updated first if a route is only destroyed.
  lifecycle {
    create_before_destroy = true
  }
}
