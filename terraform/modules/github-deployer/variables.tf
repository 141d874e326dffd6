variable "project" {
  description = "The project's name, with which the names of its resources begin."
  type        = string
}

variable "environment" {
  description = "The name of the environment to deploy, in terraform/ and on GitHub."
  type        = string

  # With the name "terraform", the state bucket would match the environment's own names.
  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,15}$", var.environment)) && !can(regex("^terraform(-|$)", var.environment))
    error_message = "environment must be 1 to 16 lowercase letters, digits and hyphens, beginning with a letter, and not \"terraform\"."
  }
}

variable "subject" {
  description = "The beginning of the subject in the repository's tokens, such as repo:owner/name."
  type        = string

  # A wildcard, or a colon in the name, would give access to others.
  validation {
    condition     = can(regex("^repo:[A-Za-z0-9-]+(@[0-9]+)?/[A-Za-z0-9._-]+(@[0-9]+)?$", var.subject))
    error_message = "subject must be repo:owner/name, or repo:owner@id/name@id."
  }
}

variable "branch" {
  description = "The branch that is deployed. Its workflows can plan."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9._/-]+$", var.branch))
    error_message = "branch must be the name of one branch."
  }
}

variable "pull_requests" {
  description = "Whether pull requests of the repository can plan too. Anyone who can push a branch can then read what is deployed."
  type        = bool
  default     = false
}

variable "oidc_provider_arn" {
  description = "The ARN of GitHub's OIDC provider."
  type        = string
}

variable "state_bucket" {
  description = "The bucket with the environment's state, <project>/<environment>.tfstate."
  type        = string
}
