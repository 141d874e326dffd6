# Each route may invoke the alias that it leads to, from this API's stage alone. In a route's ARN, ANY is * and
# parameters keep their braces.
resource "aws_lambda_permission" "route" {
  for_each = { for route in values(var.routes) : route.route_key => route.function }

  # Two of a function's statements may not have the same identifier, the one that is replaced and the one that replaces it
  # included.
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

  # A route that leaves a function may invoke it until it has left.
  lifecycle {
    create_before_destroy = true
  }
}
