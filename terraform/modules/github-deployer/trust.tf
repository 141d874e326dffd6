# The roles can be assumed by jobs of one repository's workflows, identified by the subject of GitHub's token.
# https://docs.github.com/en/actions/reference/security/oidc#example-subject-claims

locals {
  # A job that plans names no environment. Otherwise its subject would be that of the environment, and any branch can name an
  # environment that no rule protects.
  plan_subjects = concat(var.pull_requests ? ["${var.subject}:pull_request"] : [], ["${var.subject}:ref:refs/heads/${var.branch}"])

  # If a job names an environment, its subject is that of the environment, whatever the branch. The environment's rules in
  # GitHub determine which branches can deploy and who approves.
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
