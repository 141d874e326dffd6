output "state_bucket" {
  description = "The bucket for Terraform's state."
  value       = aws_s3_bucket.state.bucket
}

output "state_keys" {
  description = "The key of each environment's state."
  value       = { for environment in var.environments : environment => "${local.project}/${environment}.tfstate" }
}

output "plan_role_arns" {
  description = "The role that plans each environment."
  value       = { for environment, deployer in module.deployer : environment => deployer.plan_role_arn }
}

output "apply_role_arns" {
  description = "The role that applies each environment."
  value       = { for environment, deployer in module.deployer : environment => deployer.apply_role_arn }
}

output "permissions_boundary_arns" {
  description = "The value of permissions_boundary_arn for each environment."
  value       = { for environment, deployer in module.deployer : environment => deployer.permissions_boundary_arn }
}

# A job that plans names no environment, so its settings are variables of the repository. The role that applies is visible only
# to jobs of its environment. GitHub creates an environment when a job first names it, open to every branch. Therefore it must
# exist beforehand, restricted to the one branch. An environment with rules keeps them, because setting rules removes approvers.
# https://docs.github.com/en/rest/deployments/environments#create-or-update-an-environment
output "github_setup" {
  description = "The commands that store these settings in the repository. To print them: terraform output -raw github_setup"
  value = join("\n", concat(
    [
      "set -e",
      "gh variable set AWS_REGION --repo ${var.repository} --body ${data.aws_region.current.name}",
      "gh variable set STATE_BUCKET --repo ${var.repository} --body ${aws_s3_bucket.state.bucket}",
    ],
    flatten([
      for environment, deployer in module.deployer : [
        "if [ \"$(gh api repos/${var.repository}/environments/${environment} --jq .deployment_branch_policy.custom_branch_policies 2>/dev/null)\" != true ]; then",
        "  gh api --method PUT repos/${var.repository}/environments/${environment} -F 'deployment_branch_policy[protected_branches]=false' -F 'deployment_branch_policy[custom_branch_policies]=true'",
        "  gh api --method POST repos/${var.repository}/environments/${environment}/deployment-branch-policies -f name=${var.branch}",
        "fi",
        "gh variable set PLAN_ROLE_ARN_${local.variable_suffix[environment]} --repo ${var.repository} --body ${deployer.plan_role_arn}",
        "gh variable set PERMISSIONS_BOUNDARY_ARN_${local.variable_suffix[environment]} --repo ${var.repository} --body ${deployer.permissions_boundary_arn}",
        "gh variable set APPLY_ROLE_ARN --repo ${var.repository} --env ${environment} --body ${deployer.apply_role_arn}",
      ]
    ]),
    [""],
  ))
}

locals {
  variable_suffix = { for environment in var.environments : environment => upper(replace(environment, "-", "_")) }
}
