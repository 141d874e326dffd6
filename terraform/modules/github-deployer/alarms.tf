# https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatch.html

locals {
  alarms = ["${local.here.cloudwatch}:alarm:${local.name}-*"]

  alarms_read = [
    # The action searches all alarms, even for one name.
    { Sid = "FindAlarms", Action = ["cloudwatch:DescribeAlarms"], Resource = ["${local.here.cloudwatch}:alarm:*"] },
    { Sid = "ReadAlarms", Action = ["cloudwatch:ListTagsForResource"], Resource = local.alarms },
  ]

  alarms_write = [{
    Sid = "WriteAlarms"
    Action = [
      "cloudwatch:DeleteAlarms",
      "cloudwatch:PutMetricAlarm",
      "cloudwatch:TagResource",
      "cloudwatch:UntagResource",
    ]
    Resource = local.alarms
  }]
}
