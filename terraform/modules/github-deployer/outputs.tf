output "plan_role_arn" {
  description = "The role that plans."
  value       = aws_iam_role.plan.arn
}

output "apply_role_arn" {
  description = "The role that applies."
  value       = aws_iam_role.apply.arn
}

output "permissions_boundary_arn" {
  description = "The policy that is the permissions boundary of every role in the environment: the value of permissions_boundary_arn in terraform/."
  value       = aws_iam_policy.workload_boundary.arn
}
