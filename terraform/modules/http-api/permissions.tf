# Each route can invoke its alias, only from this API's stage. In a route's ARN, ANY is * and parameters keep their braces.
resource "aws_lambda_permission" "route" {
  for_each = { for route in values(var.routes) : route.route_key => route.function }

  # Two statements of a function can't have the same identifier, even if one replaces the other.
  statement_id_prefix = "route-"

  action        = "lambda:InvokeFunction"
  principal     = "apigateway.amazonaws.com"
  function_name = var.functions[each.value].function_name
  qualifier     = var.functions[each.value].qualifier
  source_arn = join("/", [
    aws_apigatewayv2_api.this.execution_arn,
    aws_apigatewayv2_stage.prod.name,
    each.key == "$default" ? each.key : replace(replace(each.key, "/^ANY /", "* "), " /", "/"),
  ])

  # A route that moves away from a function can invoke it until it has moved.
  lifecycle {
    create_before_destroy = true
  }
}
