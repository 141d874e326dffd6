# API Gateway's actions are HTTP's:
# https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonapigatewaymanagementv2.html

locals {
  # An API is told by an identifier that nobody knows before it is there, and an HTTP API's routes and integrations do not
  # inherit its tags: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-tagging-supported-resources.html
  # So the HTTP APIs of an account are all alike. Environments that must not reach each other's have accounts of their own.
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
    # A tag is put by the verb on /tags or, as nothing but the refusal of a stage with tags says, by TagResource.
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
    # What a stage with access logs takes; log deliveries and resource policies are the account's, and know no resource.
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
    # The role with which API Gateway delivers them; the first HTTP API of an account makes it.
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
