# Each route may invoke the alias that it leads to, from this API's stage alone. In a route's ARN, ANY is * and
# parameters keep their braces.
resource "aws_lambda_permission" "route" {
  for_each = var.routes

  statement_id  = "route-${substr(sha256(each.key), 0, 12)}"
  action        = "lambda:InvokeFunction"
  principal     = "apigateway.amazonaws.com"
  function_name = var.functions[each.value].function_name
  qualifier     = var.functions[each.value].qualifier
  source_arn = join("/", [
    aws_apigatewayv2_api.this.execution_arn,
    aws_apigatewayv2_stage.prod.name,
    each.key == "$default" ? each.key : replace(replace(each.key, "/^ANY /", "* "), " /", "/"),
  ])
}
