variable "name" {
  description = "The function's full name."
  type        = string
}

variable "description" {
  description = "What it does, for the Lambda console."
  type        = string
}

variable "architecture" {
  description = "arm64 or x86_64."
  type        = string
}

variable "zip" {
  description = "The path of its zip, which holds bootstrap."
  type        = string
}

variable "memory_mb" {
  description = "Memory in MB."
  type        = number
}

variable "timeout_s" {
  description = "The longest that an invocation may take, in seconds."
  type        = number
}

variable "reserved_concurrency" {
  description = "How many invocations may run at a time; null for what the account has left, 0 for none."
  type        = number
  default     = null
}

variable "live_version" {
  description = "The version that serves traffic; null for the newest."
  type        = string
  default     = null
}

variable "log_level" {
  description = "The least level that the function logs."
  type        = string
  default     = "INFO"
}

variable "log_retention_days" {
  description = "How long its logs are kept."
  type        = number
}

variable "tracing" {
  description = "Whether X-Ray traces its invocations."
  type        = bool
  default     = false
}

variable "environment" {
  description = "Its environment variables."
  type        = map(string)
  default     = {}
}

variable "policies" {
  description = "What its role may do beside writing logs: the statements of each permission, by the permission's name."
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
  description = "The policy that bounds what its role may ever do; null for none."
  type        = string
  default     = null
}

variable "alarm_topic_arn" {
  description = "The SNS topic that hears of alarms."
  type        = string
}
