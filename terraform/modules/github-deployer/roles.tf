# Reads the deployed resources and the state to compare them, also for pull requests, whose code has not been reviewed yet.
resource "aws_iam_role" "plan" {
  name                 = "${local.deployer}-plan"
  description          = "Plans ${local.name} for GitHub Actions."
  assume_role_policy   = local.trust.plan
  max_session_duration = 3600
}

# Changes the deployed resources.
resource "aws_iam_role" "apply" {
  name                 = "${local.deployer}-apply"
  description          = "Applies ${local.name} for GitHub Actions."
  assume_role_policy   = local.trust.apply
  permissions_boundary = aws_iam_policy.apply_boundary.arn
  max_session_duration = 3600
}
