variable "environment" {
  description = "The environment that is deployed: the name that terraform/ takes, and that of the GitHub environment."
  type        = string

  # "terraform" would make the bucket of the state one of the environment's own.
  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,15}$", var.environment)) && !can(regex("^terraform(-|$)", var.environment))
    error_message = "environment must be 1 to 16 lower case letters, digits and hyphens, beginning with a letter, and not \"terraform\"."
  }
}

variable "subject" {
  description = "What the subject of the repository's tokens begins with, as in repo:owner/name."
  type        = string

  # A wildcard, or a colon in the name, would let others in.
  validation {
    condition     = can(regex("^repo:[A-Za-z0-9-]+(@[0-9]+)?/[A-Za-z0-9._-]+(@[0-9]+)?$", var.subject))
    error_message = "subject must be repo:owner/name, or repo:owner@id/name@id."
  }
}

variable "branch" {
  description = "The branch that is deployed, and whose workflows may plan."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9._/-]+$", var.branch))
    error_message = "branch must be the name of one branch."
  }
}

variable "pull_requests" {
  description = "Whether pull requests of the repository may plan too: whoever may push a branch can then read what is deployed."
  type        = bool
  default     = false
}

variable "oidc_provider_arn" {
  description = "The ARN of GitHub's OIDC provider."
  type        = string
}

variable "state_bucket" {
  description = "The bucket that has the environment's state, as quickchange/<environment>.tfstate."
  type        = string
}
