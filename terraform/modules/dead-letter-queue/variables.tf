variable "name" {
  description = "The queue's full name, without the .fifo of a FIFO queue."
  type        = string
}

variable "fifo" {
  description = "Whether it is a FIFO queue, as that of a FIFO queue has to be."
  type        = bool
  default     = false
}

variable "alarm_description" {
  description = "What it means that there is a message in it."
  type        = string
}

variable "alarm_topic_arn" {
  description = "The SNS topic that hears of alarms."
  type        = string
}
