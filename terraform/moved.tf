# Resources whose addresses have changed since earlier releases, so that they are kept. Routes are now addressed without the names
# of their parameters, and queues by their own names. Your own functions need such blocks too if their queue is not named after the
# function, or if their route has a parameter.

moved {
  from = module.http_api.aws_apigatewayv2_route.this["GET /change/{amount}"]
  to   = module.http_api.aws_apigatewayv2_route.this["GET /change/{}"]
}

moved {
  from = module.http_api.aws_apigatewayv2_route.this["GET /reports/{date}"]
  to   = module.http_api.aws_apigatewayv2_route.this["GET /reports/{}"]
}

moved {
  from = module.queue["worker"]
  to   = module.queue["change-requests"]
}

moved {
  from = aws_lambda_event_source_mapping.queue["worker"]
  to   = aws_lambda_event_source_mapping.queue["change-requests"]
}

moved {
  from = module.queue["upload"]
  to   = module.queue["upload-continuations"]
}

moved {
  from = aws_lambda_event_source_mapping.queue["upload"]
  to   = aws_lambda_event_source_mapping.queue["upload-continuations"]
}
