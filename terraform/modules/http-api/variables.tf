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
  description = "The routes, with the name of the function that each invokes, and who may call it: none (anyone), iam, jwt or the name of an authorizer. The key identifies a route; it omits the names of parameters."
  type = map(object({
    route_key     = string
    function      = string
    authorization = string
    scopes        = optional(list(string))
    throttling = optional(object({
      rate  = number
      burst = number
    }))
  }))
}

variable "authorizers" {
  description = "The functions that are authorizers: where a request states who sends it, and how long a result is reused, in seconds."
  type = map(object({
    identity_sources = list(string)
    cache_ttl_s      = number
  }))
  default = {}
}

variable "jwt" {
  description = "The issuer and the audiences of tokens; null if no route accepts one."
  type = object({
    issuer    = string
    audiences = list(string)
  })
  default = null
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
