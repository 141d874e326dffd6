# The statements for all services, in as few managed policies as their limit of 6,144 characters allows:
# https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
# They use IAM's spelling, so that a test sees a policy as IAM receives it. Only their effect, Allow, is added here.

locals {
  read = {
    compute = concat(local.lambda_read, local.logs_read, local.alarms_read, local.api_gateway_read, local.roles_read)
    data    = concat(local.queues_read, local.topics_read, local.buckets_read, local.tables_read, local.schedules_read)
  }

  write = {
    compute = concat(local.lambda_write, local.logs_write, local.alarms_write, local.api_gateway_write)
    roles   = local.roles_write
    data    = concat(local.queues_write, local.topics_write, local.buckets_write, local.tables_write, local.schedules_write)
  }
}

resource "aws_iam_policy" "read" {
  for_each = local.read

  name        = "${local.deployer}-read-${each.key}"
  description = "The permissions that terraform plan needs for ${local.name}."
  policy      = jsonencode({ Version = "2012-10-17", Statement = [for statement in each.value : merge({ Effect = "Allow" }, statement)] })
}

resource "aws_iam_policy" "write" {
  for_each = local.write

  name        = "${local.deployer}-write-${each.key}"
  description = "The permissions that terraform apply and destroy need for ${local.name}."
  policy      = jsonencode({ Version = "2012-10-17", Statement = [for statement in each.value : merge({ Effect = "Allow" }, statement)] })
}

resource "aws_iam_role_policy_attachment" "plan_read" {
  for_each = local.read

  role       = aws_iam_role.plan.name
  policy_arn = aws_iam_policy.read[each.key].arn
}

resource "aws_iam_role_policy_attachment" "apply_read" {
  for_each = local.read

  role       = aws_iam_role.apply.name
  policy_arn = aws_iam_policy.read[each.key].arn
}

resource "aws_iam_role_policy_attachment" "apply_write" {
  for_each = local.write

  role       = aws_iam_role.apply.name
  policy_arn = aws_iam_policy.write[each.key].arn
}
