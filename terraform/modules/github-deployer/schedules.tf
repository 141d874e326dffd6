# https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridgescheduler.html

locals {
  schedule_groups = ["${local.here.scheduler}:schedule-group/${local.name}"]
  schedules       = ["${local.here.scheduler}:schedule/${local.name}/*"]

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
