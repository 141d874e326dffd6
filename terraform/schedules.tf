# The schedules in the descriptors.

module "schedule" {
  source   = "./modules/schedule"
  for_each = local.schedules

  name            = "${local.name}-${each.key}"
  group           = aws_scheduler_schedule_group.this.name
  expression      = each.value.expression
  timezone        = each.value.timezone
  alias_arn       = module.function[each.key].alias.arn
  account_id      = data.aws_caller_identity.current.account_id
  alarm_topic_arn = aws_sns_topic.alarms.arn

  permissions_boundary_arn = var.permissions_boundary_arn
}

resource "aws_scheduler_schedule_group" "this" {
  name = local.name
}
