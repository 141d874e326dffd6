output "base_url" {
  description = "The API's endpoint and its stage, without a slash at the end."
  value       = "${aws_apigatewayv2_api.this.api_endpoint}/${aws_apigatewayv2_stage.prod.name}"
}
