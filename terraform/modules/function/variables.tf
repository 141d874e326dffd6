variable "name" {
  description = "The function's full name."
  type        = string
}

variable "description" {
  description = "A description for the Lambda console."
  type        = string
}

variable "architecture" {
  description = "arm64 or x86_64."
  type        = string
}

variable "zip" {
  description = "The path of the zip that contains bootstrap."
  type        = string
}

variable "memory_mb" {
  description = "Memory in MB."
  type        = number
}

variable "timeout_s" {
  description = "The timeout of an invocation, in seconds."
  type        = number
}

variable "reserved_concurrency" {
  description = "How many invocations can run at the same time; null for the account's unreserved concurrency, 0 for none."
  type        = number
  default     = null
}

variable "live_version" {
  description = "The version that serves traffic; null for the latest."
  type        = string
  default     = null
}

variable "log_level" {
  description = "The minimum level of log messages."
  type        = string
  default     = "INFO"
}

variable "log_retention_days" {
  description = "How long logs are kept, in days."
  type        = number
}

variable "tracing" {
  description = "Whether X-Ray traces its invocations."
  type        = bool
  default     = false
}

variable "environment" {
  description = "The function's environment variables."
  type        = map(string)
  default     = {}
}

variable "policies" {
  description = "The permissions of the role in addition to writing logs: the policy statements, by the name of the permission."
  type = map(list(object({
    actions   = list(string)
    resources = list(string)
    condition = optional(object({
      test     = string
      variable = string
      values   = list(string)
    }))
  })))
  default = {}
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
