output "base_url" {
  description = "The URL of the stage, without a trailing slash."
  value       = "${aws_apigatewayv2_api.this.api_endpoint}/${aws_apigatewayv2_stage.prod.name}"
}

output "authorizations" {
  description = "Who may call each route, as deployed: the authorization type, and the scopes of which a token needs one."
  value = {
    for route in values(aws_apigatewayv2_route.this) : route.route_key => {
      type = route.authorization_type
      # The provider changes null to none when it has created a route.
      scopes = try(sort(route.authorization_scopes), [])
    }
  }
}

output "iam_routes" {
  description = "What to allow, as the resource of execute-api:Invoke, by route. A parameter is *, as in the path of a request."
  value = {
    for route in values(var.routes) : route.route_key => replace(replace(local.route_arns[route.route_key], "/\\{[^}]*\\}/", "*"), "/$default", "/*")
    if route.authorization == "iam"
  }
}
