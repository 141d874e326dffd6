variable "name" {
  description = "The bucket's full name."
  type        = string
}

variable "account_id" {
  description = "The account that the bucket belongs to."
  type        = string
}

variable "functions" {
  description = "The functions that uploaded files invoke, by name: the prefix and suffix of their keys, the alias, and the role."
  type = map(object({
    prefix = string
    suffix = string
    role   = string
    alias = object({
      arn           = string
      function_name = string
      qualifier     = string
    })
  }))
}

variable "retention_days" {
  description = "How long uploaded files are kept, in days."
  type        = number
}

variable "deletion_protection" {
  description = "Whether the bucket can't be deleted while there are files in it."
  type        = bool
}

variable "alarm_topic_arn" {
  description = "The SNS topic that hears of alarms."
  type        = string
}
