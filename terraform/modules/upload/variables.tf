variable "name" {
  description = "The bucket's full name."
  type        = string
}

variable "account_id" {
  description = "The account that owns the bucket."
  type        = string
}

variable "functions" {
  description = "The functions that uploaded files invoke, by name: their full names, and the prefix and suffix of the files' keys."
  type = map(object({
    function_name = string
    prefix        = string
    suffix        = string
  }))
}

# Apart, so that what takes long to make, and needs no function, does not wait for them.
variable "invoked" {
  description = "The role of each of the functions, and the alias that is invoked."
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
