variable "name" {
  description = "The full name of the function and of the schedule."
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
  description = "The ARN of the alias to invoke."
  type        = string
}

variable "account_id" {
  description = "The account that owns the schedule."
  type        = string
}

variable "permissions_boundary_arn" {
  description = "The ARN of the permissions boundary of the role; null for none."
  type        = string
  default     = null
}

variable "alarm_topic_arn" {
  description = "The SNS topic that receives alarms."
  type        = string
}
