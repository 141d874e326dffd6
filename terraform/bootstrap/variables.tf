variable "repository" {
  description = "The GitHub repository whose workflows deploy: owner/name."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?/[A-Za-z0-9._-]+$", var.repository))
    error_message = "repository must be owner/name, without a wildcard."
  }
}

variable "repository_ids" {
  description = "The numbers of owner and repository, which a repository made or renamed since 15 July 2026 has in its tokens; null for an older one. They are what this says: gh api repos/<owner>/<name> --jq '{owner: .owner.id, repository: .id}'"
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
  description = "The environments of this account, each deployed by roles of its own."
  type        = set(string)
  default     = ["dev", "production"]

  validation {
    condition     = length(var.environments) > 0
    error_message = "environments must name one at least."
  }

  # What belongs to dev is quickchange-dev-*, and that would be dev-eu's too.
  validation {
    condition = alltrue(flatten([
      for one in var.environments : [for other in var.environments : !startswith(other, "${one}-")]
    ]))
    error_message = "environments must not have one whose name is another's with a hyphen and more, as dev and dev-eu."
  }
}

variable "oidc_provider_arn" {
  description = "The ARN of GitHub's identity provider, in an account that has it already; null to make it."
  type        = string
  default     = null
}

variable "state_retention_days" {
  description = "How long a state that was overwritten is kept, in days."
  type        = number
  default     = 90

  validation {
    condition     = var.state_retention_days >= 1
    error_message = "state_retention_days must be 1 or more."
  }
}

variable "deletion_protection" {
  description = "Whether the bucket of the state can't be deleted, nor a state's history. To destroy all this, apply it with false first."
  type        = bool
  default     = true
}
