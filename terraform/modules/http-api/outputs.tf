output "base_url" {
  description = "The URL of the stage, without a trailing slash."
  value       = "${aws_apigatewayv2_api.this.api_endpoint}/${aws_apigatewayv2_stage.prod.name}"
}
