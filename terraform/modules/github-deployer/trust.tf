# Who may take the roles: jobs of one repository's workflows, told by the subject of GitHub's token.
# https://docs.github.com/en/actions/reference/security/oidc#example-subject-claims

locals {
  # A plan's job names no environment. One that did would have the subject of that environment, and any branch may name an
  # environment that no rule protects.
  plan_subjects = concat(var.pull_requests ? ["${var.subject}:pull_request"] : [], ["${var.subject}:ref:refs/heads/${var.branch}"])

  # As soon as a job names an environment, its subject is the environment's, whatever the branch: which branches may deploy,
  # and who approves it, are rules of that environment in GitHub.
  apply_subjects = ["${var.subject}:environment:${var.environment}"]

  trust = {
    for role, subjects in { plan = local.plan_subjects, apply = local.apply_subjects } : role => jsonencode({
      Version = "2012-10-17"
      Statement = [{
        Effect    = "Allow"
        Principal = { Federated = var.oidc_provider_arn }
        Action    = "sts:AssumeRoleWithWebIdentity"
        Condition = {
          StringEquals = {
            "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com"
            "token.actions.githubusercontent.com:sub" = subjects
          }
        }
      }]
    })
  }
}
