variable "name" {
  description = "The API's name."
  type        = string
}

variable "functions" {
  description = "The aliases that routes invoke, by their functions' names."
  type = map(object({
    function_name = string
    qualifier     = string
    invoke_arn    = string
  }))
}

variable "routes" {
  description = "The function's name of each route, as in \"GET /change/{amount}\" = \"change\"."
  type        = map(string)
}

variable "cors_allowed_origins" {
  description = "Origins whose pages may call the API."
  type        = list(string)
}

variable "throttling" {
  description = "Requests a second, and requests at once."
  type = object({
    rate  = number
    burst = number
  })
}

variable "log_retention_days" {
  description = "How long access logs are kept."
  type        = number
}
