# GitHub's identity provider. An account has one for all repositories.
# https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws
resource "aws_iam_openid_connect_provider" "github" {
  count = var.oidc_provider_arn == null ? 1 : 0

  url            = "https://token.actions.githubusercontent.com"
  client_id_list = ["sts.amazonaws.com"]
}

locals {
  oidc_provider_arn = coalesce(var.oidc_provider_arn, one(aws_iam_openid_connect_provider.github[*].arn))

  # The tokens of repositories created or renamed since July 15, 2026 also contain numeric IDs, so that nobody can take over a name.
  # https://github.blog/changelog/2026-04-23-immutable-subject-claims-for-github-actions-oidc-tokens/
  owner = split("/", var.repository)[0]
  name  = split("/", var.repository)[1]
  subject = (
    var.repository_ids == null
    ? "repo:${var.repository}"
    : "repo:${local.owner}@${var.repository_ids.owner}/${local.name}@${var.repository_ids.repository}"
  )
}
