variable "name" {
  description = "The table's full name."
  type        = string
}

variable "day_key" {
  description = "The attribute that the index by day has as its partition key."
  type        = string
}

variable "projection" {
  description = "The attributes that the index has beside its keys; null for all."
  type        = list(string)
  default     = null
}

variable "deletion_protection" {
  description = "Whether the table can't be deleted before this is set to false."
  type        = bool
}
