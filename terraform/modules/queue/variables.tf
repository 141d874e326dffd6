variable "name" {
  description = "The queue's full name, without the .fifo of a FIFO queue."
  type        = string
}

variable "fifo" {
  description = "Whether the order within a message group is kept."
  type        = bool
  default     = false
}

variable "timeout_s" {
  description = "The timeout of the consuming function, in seconds."
  type        = number
}

variable "batching_window_s" {
  description = "The batching window, in seconds; 0 for a FIFO queue."
  type        = number
  default     = 0
}

variable "tries" {
  description = "How many times a message is received before it goes to the dead-letter queue."
  type        = number
  default     = 5
}

variable "oldest_message_alarm_s" {
  description = "The age at which a waiting message raises an alarm, in seconds."
  type        = number
  default     = 900
}

variable "alarm_topic_arn" {
  description = "The SNS topic that receives alarms."
  type        = string
}
