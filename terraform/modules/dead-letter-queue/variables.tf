variable "name" {
  description = "The queue's full name, without the .fifo of a FIFO queue."
  type        = string
}

variable "fifo" {
  description = "Whether it is a FIFO queue. The dead-letter queue of a FIFO queue must be one too."
  type        = bool
  default     = false
}

variable "alarm_description" {
  description = "The description of the alarm that a message in this queue raises."
  type        = string
}

variable "alarm_topic_arn" {
  description = "The SNS topic that receives alarms."
  type        = string
}
