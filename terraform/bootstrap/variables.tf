variable "repository" {
  description = "The GitHub repository whose workflows deploy: owner/name."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?/[A-Za-z0-9._-]+$", var.repository))
    error_message = "repository must be owner/name, without a wildcard."
  }
}

variable "repository_ids" {
  description = "The numeric IDs of the owner and the repository, which are part of the tokens of repositories created or renamed since July 15, 2026; null for an older repository. To print them: gh api repos/<owner>/<name> --jq '{owner: .owner.id, repository: .id}'"
  type = object({
    owner      = number
    repository = number
  })
  default = null

  validation {
    condition     = var.repository_ids == null ? true : alltrue([for id in values(var.repository_ids) : can(regex("^[1-9][0-9]*$", id))])
    error_message = "repository_ids must be whole numbers."
  }
}

variable "branch" {
  description = "The branch that is deployed."
  type        = string
  default     = "main"
}

variable "environments" {
  description = "The environments in this account. Each has its own roles for deployment."
  type        = set(string)
  default     = ["dev", "production"]

  validation {
    condition     = length(var.environments) > 0
    error_message = "environments must contain at least one name."
  }

  # Resources of dev match <project>-dev-*, which would also match those of dev-eu.
  validation {
    condition = alltrue(flatten([
      for one in var.environments : [for other in var.environments : !startswith(other, "${one}-")]
    ]))
    error_message = "environments must not contain a name that continues another one after a hyphen, such as dev and dev-eu."
  }
}

variable "oidc_provider_arn" {
  description = "The ARN of GitHub's identity provider if the account already has it; null to create it."
  type        = string
  default     = null
}

variable "state_retention_days" {
  description = "How long previous versions of a state are kept, in days."
  type        = number
  default     = 90

  validation {
    condition     = var.state_retention_days >= 1
    error_message = "state_retention_days must be 1 or more."
  }
}

variable "deletion_protection" {
  description = "Whether the state bucket and the history of each state are protected from deletion. Before you destroy this module, apply it with false."
  type        = bool
  default     = true
}
