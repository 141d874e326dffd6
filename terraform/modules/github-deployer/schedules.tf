# https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridgescheduler.html

locals {
  # Those of the environment, and of environments with its name and a number.
  schedule_groups = [for name in [local.name, "${local.name}-*"] : "${local.here.scheduler}:schedule-group/${name}"]
  schedules       = [for name in [local.name, "${local.name}-*"] : "${local.here.scheduler}:schedule/${name}/*"]

  schedules_read = [
    {
      Sid      = "ReadScheduleGroups"
      Action   = ["scheduler:GetScheduleGroup", "scheduler:ListTagsForResource"]
      Resource = local.schedule_groups
    },
    { Sid = "ReadSchedules", Action = ["scheduler:GetSchedule"], Resource = local.schedules },
  ]

  schedules_write = [
    {
      Sid = "WriteScheduleGroups"
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
      Action   = ["scheduler:CreateSchedule", "scheduler:DeleteSchedule", "scheduler:UpdateSchedule"]
      Resource = local.schedules
    },
  ]
}
