# https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html

locals {
  functions = ["${local.here.lambda}:function:${local.name}-*"]

  # A mapping has no name. Its function is known as long as it exists, but not to a read that waits for its deletion.
  mappings = ["${local.here.lambda}:event-source-mapping:*"]

  of_own_functions = { ArnLike = { "lambda:FunctionArn" = local.functions } }

  lambda_read = [
    {
      Sid = "ReadFunctions"
      Action = [
        "lambda:GetAlias",
        "lambda:GetFunction",
        "lambda:GetFunctionCodeSigningConfig",
        "lambda:GetFunctionConfiguration",
        "lambda:GetFunctionEventInvokeConfig",
        "lambda:GetFunctionRecursionConfig",
        "lambda:GetPolicy",
        "lambda:ListTags",
        "lambda:ListVersionsByFunction",
      ]
      Resource = local.functions
    },
    {
      Sid      = "ReadMappings"
      Action   = ["lambda:GetEventSourceMapping", "lambda:ListTags"]
      Resource = local.mappings
    },
  ]

  lambda_write = [
    {
      Sid = "WriteFunctions"
      Action = [
        "lambda:CreateAlias",
        "lambda:CreateFunction",
        "lambda:DeleteAlias",
        "lambda:DeleteFunction",
        "lambda:DeleteFunctionConcurrency",
        "lambda:DeleteFunctionEventInvokeConfig",
        "lambda:PublishVersion",
        "lambda:PutFunctionConcurrency",
        "lambda:PutFunctionEventInvokeConfig",
        "lambda:PutFunctionRecursionConfig",
        "lambda:RemovePermission",
        "lambda:TagResource",
        "lambda:UntagResource",
        "lambda:UpdateAlias",
        "lambda:UpdateFunctionCode",
        "lambda:UpdateFunctionConfiguration",
      ]
      Resource = local.functions
    },
    # Only these services, and no account, can be granted access.
    {
      Sid       = "LetServicesInvoke"
      Action    = ["lambda:AddPermission"]
      Resource  = local.functions
      Condition = { StringEquals = { "lambda:Principal" = ["apigateway.amazonaws.com", "s3.amazonaws.com"] } }
    },
    # CreateEventSourceMapping supports no resource, only the function as a condition.
    {
      Sid       = "CreateMappings"
      Action    = ["lambda:CreateEventSourceMapping"]
      Resource  = ["*"]
      Condition = local.of_own_functions
    },
    {
      Sid       = "WriteMappings"
      Action    = ["lambda:DeleteEventSourceMapping", "lambda:UpdateEventSourceMapping"]
      Resource  = local.mappings
      Condition = local.of_own_functions
    },
    {
      Sid      = "TagMappings"
      Action   = ["lambda:TagResource", "lambda:UntagResource"]
      Resource = local.mappings
    },
  ]
}
