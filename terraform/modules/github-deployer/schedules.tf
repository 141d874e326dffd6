# https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridgescheduler.html

locals {
  # An environment's own, and those of the ones that have its name and a number.
  schedule_groups = [for name in [local.name, "${local.name}-*"] : "${local.here.scheduler}:schedule-group/${name}"]
  schedules       = [for name in [local.name, "${local.name}-*"] : "${local.here.scheduler}:schedule/${name}/*"]

  schedules_read = [
    {
      Sid      = "ReadScheduleGroups"
      Effect   = "Allow"
      Action   = ["scheduler:GetScheduleGroup", "scheduler:ListTagsForResource"]
      Resource = local.schedule_groups
    },
    { Sid = "ReadSchedules", Effect = "Allow", Action = ["scheduler:GetSchedule"], Resource = local.schedules },
  ]

  schedules_write = [
    {
      Sid    = "WriteScheduleGroups"
      Effect = "Allow"
      Action = [
        "scheduler:CreateScheduleGroup",
        "scheduler:DeleteScheduleGroup",
        "scheduler:TagResource",
        "scheduler:UntagResource",
      ]
      Resource = local.schedule_groups
    },
    {
      Sid      = "WriteSchedules"
      Effect   = "Allow"
      Action   = ["scheduler:CreateSchedule", "scheduler:DeleteSchedule", "scheduler:UpdateSchedule"]
      Resource = local.schedules
    },
  ]
}
