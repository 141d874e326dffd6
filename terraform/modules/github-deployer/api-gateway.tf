# API Gateway's actions are HTTP's:
# https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonapigatewaymanagementv2.html

locals {
  # An API has an identifier that is unknown before it is created, and an HTTP API's routes and integrations don't inherit its
  # tags: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-tagging-supported-resources.html
  # Policies therefore can't distinguish the HTTP APIs of an account. Environments that must be isolated need separate accounts.
  apis = ["${local.api_gateway}/apis/*"]
  tags = ["${local.api_gateway}/tags/*"]

  api_gateway_read = [
    { Sid = "ReadApis", Action = ["apigateway:GET"], Resource = concat(local.apis, local.tags) },
  ]

  api_gateway_write = [
    {
      Sid      = "WriteApis"
      Action   = ["apigateway:DELETE", "apigateway:PATCH", "apigateway:POST"]
      Resource = concat(["${local.api_gateway}/apis"], local.apis)
    },
    # Tagging needs the verb on /tags or TagResource. The latter appears only in the error for a stage with tags.
    {
      Sid = "TagApis"
      Action = [
        "apigateway:DELETE",
        "apigateway:POST",
        "apigateway:PUT",
        "apigateway:TagResource",
        "apigateway:UntagResource",
      ]
      Resource = concat(["${local.api_gateway}/apis"], local.apis, local.tags)
    },
    # Needed for a stage with access logs. Log deliveries and resource policies belong to the account and don't support resources.
    # https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html
    {
      Sid = "DeliverAccessLogs"
      Action = [
        "logs:CreateLogDelivery",
        "logs:DeleteLogDelivery",
        "logs:DescribeResourcePolicies",
        "logs:GetLogDelivery",
        "logs:ListLogDeliveries",
        "logs:PutResourcePolicy",
        "logs:UpdateLogDelivery",
      ]
      Resource = ["*"]
    },
    # The smoke test of a deployment calls the routes whose authorization is iam. As above, the API's identifier is unknown.
    { Sid = "CallRoutes", Action = ["execute-api:Invoke"], Resource = ["${local.here.execute-api}:*/Prod/*"] },
    # The role with which API Gateway delivers logs. The first HTTP API in an account creates it.
    # https://docs.aws.amazon.com/apigateway/latest/developerguide/using-service-linked-roles.html
    {
      Sid       = "LetApiGatewayDeliver"
      Action    = ["iam:CreateServiceLinkedRole"]
      Resource  = [local.api_gateway_role]
      Condition = { StringEquals = { "iam:AWSServiceName" = "ops.apigateway.amazonaws.com" } }
    },
  ]

  api_gateway_role = "${local.iam}:role/aws-service-role/ops.apigateway.amazonaws.com/AWSServiceRoleForAPIGateway"
}
