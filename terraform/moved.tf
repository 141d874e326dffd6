# What has another address than in releases before, so that it stays what it is. Routes are named by what API Gateway tells
# apart, without the names of their parameters, and queues by their own name: a function of yours needs such blocks too, where
# its queue has another name than the function, or its route a parameter.

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
