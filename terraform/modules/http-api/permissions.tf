locals {
  # A constant, because the stage is created after the routes that it has settings for, and routes after their permissions.
  stage = "Prod"

  # The ARN of each route. ANY is *, and parameters keep their braces.
  route_arns = {
    for route in values(var.routes) : route.route_key => join("/", [
      aws_apigatewayv2_api.this.execution_arn,
      local.stage,
      route.route_key == "$default" ? route.route_key : replace(replace(route.route_key, "/^ANY /", "* "), " /", "/"),
    ])
  }
}

# Each route can invoke its alias, only from this API's stage.
resource "aws_lambda_permission" "route" {
  for_each = { for route in values(var.routes) : route.route_key => route.function }

  # Two statements of a function can't have the same identifier, even if one replaces the other.
  statement_id_prefix = "route-"

  action        = "lambda:InvokeFunction"
  principal     = "apigateway.amazonaws.com"
  function_name = var.functions[each.value].function_name
  qualifier     = var.functions[each.value].qualifier
  source_arn    = local.route_arns[each.key]

  # A route that moves away from a function can invoke it until it has moved.
  lifecycle {
    create_before_destroy = true
  }
}

# Each authorizer can invoke its alias.
resource "aws_lambda_permission" "authorizer" {
  for_each = var.authorizers

  statement_id_prefix = "authorizer-"

  action        = "lambda:InvokeFunction"
  principal     = "apigateway.amazonaws.com"
  function_name = var.functions[each.key].function_name
  qualifier     = var.functions[each.key].qualifier
  source_arn    = "${aws_apigatewayv2_api.this.execution_arn}/authorizers/${aws_apigatewayv2_authorizer.function[each.key].id}"

  lifecycle {
    create_before_destroy = true
  }
}
