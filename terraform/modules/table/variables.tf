variable "name" {
  description = "The table's full name."
  type        = string
}

variable "day_key" {
  description = "The attribute that is the partition key of the index by day; null for a table without that index."
  type        = string
  default     = null
}

variable "projection" {
  description = "The attributes that the index contains in addition to its keys; null for all."
  type        = list(string)
  default     = null
}

variable "deletion_protection" {
  description = "Whether the table is protected from deletion."
  type        = bool
}
