variable "name" {
  description = "The function's full name, which the schedule has too."
  type        = string
}

variable "group" {
  description = "The schedule group."
  type        = string
}

variable "expression" {
  description = "rate(…), cron(…) or at(…)."
  type        = string
}

variable "timezone" {
  description = "The IANA time zone of a cron or at expression."
  type        = string
}

variable "alias_arn" {
  description = "The ARN of the alias that is invoked."
  type        = string
}

variable "account_id" {
  description = "The account that the schedule belongs to."
  type        = string
}

variable "permissions_boundary_arn" {
  description = "The policy that bounds what its role may ever do; null for none."
  type        = string
  default     = null
}

variable "alarm_topic_arn" {
  description = "The SNS topic that hears of alarms."
  type        = string
}
