variable "name" {
  description = "The bucket's full name."
  type        = string
}

variable "account_id" {
  description = "The account that owns the bucket."
  type        = string
}

variable "functions" {
  description = "The functions that uploaded files invoke, by name: the full name, and the prefix and the suffix of the keys."
  type = map(object({
    function_name = string
    prefix        = string
    suffix        = string
  }))
}

# Separate, so that slow resources that don't depend on the functions don't wait for them.
variable "invoked" {
  description = "The role and the invoked alias of each function."
  type = map(object({
    role = string
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
  description = "Whether the bucket is protected from deletion while it contains files."
  type        = bool
}

variable "alarm_topic_arn" {
  description = "The SNS topic that receives alarms."
  type        = string
}
