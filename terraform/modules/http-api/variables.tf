variable "name" {
  description = "The API's name."
  type        = string
}

variable "functions" {
  description = "The aliases that routes invoke, by function name."
  type = map(object({
    function_name = string
    qualifier     = string
    invoke_arn    = string
  }))
}

variable "routes" {
  description = "The routes, with the name of the function that each invokes and who may call it (none: anyone). The key identifies a route; it omits the names of parameters."
  type = map(object({
    route_key     = string
    function      = string
    authorization = string
  }))
}

variable "cors_allowed_origins" {
  description = "The origins whose web pages may call the API."
  type        = list(string)
}

variable "throttling" {
  description = "The limits of requests per second and of concurrent requests."
  type = object({
    rate  = number
    burst = number
  })
}

variable "log_retention_days" {
  description = "How long access logs are kept, in days."
  type        = number
}
