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
  description = "The timeout of the function that consumes it, in seconds."
  type        = number
}

variable "batching_window_s" {
  description = "How long a batch is collected, in seconds; 0 for a FIFO queue."
  type        = number
  default     = 0
}

variable "tries" {
  description = "How often a message is received before it goes to the dead-letter queue."
  type        = number
  default     = 5
}

variable "oldest_message_alarm_s" {
  description = "The age in seconds from which on a waiting message raises an alarm."
  type        = number
  default     = 900
}

variable "alarm_topic_arn" {
  description = "The SNS topic that hears of alarms."
  type        = string
}
