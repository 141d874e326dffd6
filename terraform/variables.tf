variable "environment" {
  description = "The name of the environment, which is part of every resource name."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,15}$", var.environment))
    error_message = "environment must be 1 to 16 lowercase letters, digits and hyphens, beginning with a letter."
  }
}

variable "architecture" {
  description = "The processor architecture of the functions and their zips."
  type        = string
  default     = "arm64"

  validation {
    condition     = contains(["arm64", "x86_64"], var.architecture)
    error_message = "architecture must be arm64 or x86_64."
  }
}

variable "functions_directory" {
  description = "The folder that contains a folder for each function."
  type        = string
  default     = "../functions"
}

variable "artifacts_directory" {
  description = "The folder to which scripts/build writes linux-<arch>/<function>.zip and the checked descriptor."
  type        = string
  default     = "../artifacts"
}

variable "function_overrides" {
  description = "Settings that override the descriptor in this environment, by function name. A log_level above INFO also drops the function's metrics, which are log lines."
  type = map(object({
    memory_mb            = optional(number)
    timeout_s            = optional(number)
    reserved_concurrency = optional(number)
    log_level            = optional(string)
    schedule             = optional(string)
  }))
  default = {}

  validation {
    condition     = alltrue([for name in keys(var.function_overrides) : contains(local.names, name)])
    error_message = "function_overrides names a function that has no descriptor. The functions are ${join(", ", local.names)}."
  }

  validation {
    condition = alltrue([for override in values(var.function_overrides) :
      override.memory_mb == null ? true : override.memory_mb >= local.rules.memory_mb.minimum && override.memory_mb <= local.rules.memory_mb.maximum
    ])
    error_message = "memory_mb must be ${local.rules.memory_mb.minimum} to ${local.rules.memory_mb.maximum}."
  }

  validation {
    condition = alltrue([for override in values(var.function_overrides) :
      override.timeout_s == null ? true : override.timeout_s >= local.rules.timeout_s.minimum && override.timeout_s <= local.rules.timeout_s.maximum
    ])
    error_message = "timeout_s must be ${local.rules.timeout_s.minimum} to ${local.rules.timeout_s.maximum}."
  }

  validation {
    condition = alltrue([for override in values(var.function_overrides) :
      override.log_level == null ? true : contains(["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"], override.log_level)
    ])
    error_message = "log_level must be TRACE, DEBUG, INFO, WARN, ERROR or FATAL."
  }
}

variable "permissions_boundary_arn" {
  description = "The ARN of the permissions boundary of every role, which terraform/bootstrap creates; null for none."
  type        = string
  default     = null

  validation {
    condition     = var.permissions_boundary_arn == null || can(regex("^arn:[^:]+:iam::[0-9]{12}:policy/.+$", var.permissions_boundary_arn))
    error_message = "permissions_boundary_arn must be the ARN of an IAM policy."
  }
}

variable "live_versions" {
  description = "The version that serves traffic, by function name, for functions that don't serve their latest version. Used to roll back a failed release. Functions that no longer exist are ignored."
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for version in values(var.live_versions) : can(regex("^[1-9][0-9]*$", version))])
    error_message = "live_versions must contain the numbers of published versions."
  }
}

variable "deletion_protection" {
  description = "Whether tables, and a bucket that contains files, are protected from deletion."
  type        = bool
  default     = true
}

variable "upload_retention_days" {
  description = "How long uploaded files are kept, in days."
  type        = number
  default     = 90

  validation {
    condition     = var.upload_retention_days >= 1
    error_message = "upload_retention_days must be 1 or more."
  }
}

variable "alarm_emails" {
  description = "The email addresses that receive alarms, after each has confirmed its subscription."
  type        = list(string)
  default     = []
}

variable "log_retention_days" {
  description = "How long logs are kept, in days: one of the periods that CloudWatch Logs supports."
  type        = number
  default     = 30

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "log_retention_days must be a period that CloudWatch Logs supports: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365 or a longer one."
  }
}

variable "tracing" {
  description = "Whether X-Ray traces invocations."
  type        = bool
  default     = false
}

variable "cors_allowed_origins" {
  description = "The origins whose web pages may call the API; none by default."
  type        = list(string)
  default     = []
}

variable "jwt" {
  description = "The issuer whose tokens routes with the authorization jwt accept, and the audiences of which a token must name one; null if there are no such routes."
  type = object({
    issuer    = string
    audiences = list(string)
  })
  default = null

  # A local cloud has an issuer of its own, which isn't encrypted.
  validation {
    condition     = var.jwt == null ? true : can(regex("^(https://[^/?#]+|http://127\\.0\\.0\\.1:[0-9]+)(/[^?#]*)?$", var.jwt.issuer))
    error_message = "jwt.issuer must be the https URL in the tokens' claim iss, without a query."
  }

  # https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
  validation {
    condition     = var.jwt == null ? true : length(var.jwt.audiences) >= 1 && length(var.jwt.audiences) <= 50
    error_message = "jwt.audiences must have 1 to 50 audiences."
  }
}

variable "throttling" {
  description = "How many requests per second each route of the API accepts on average, and how many at once."
  type = object({
    rate  = number
    burst = number
  })
  default = {
    rate  = 1000
    burst = 500
  }

  validation {
    condition     = var.throttling.rate > 0 && var.throttling.burst > 0
    error_message = "throttling needs a rate and a burst that are greater than 0."
  }
}
