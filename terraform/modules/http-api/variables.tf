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
  description = "The routes, the names of the functions that they invoke and who may call them (none: anyone), by what tells one route from another: a parameter's name does not."
  type = map(object({
    route_key     = string
    function      = string
    authorization = string
  }))
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
