# The roles of functions and schedules.
# https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html

locals {
  roles = ["${local.iam}:role/${local.name}-*"]

  roles_read = [{
    Sid = "ReadRoles"
    Action = [
      "iam:GetRole",
      "iam:GetRolePolicy",
      "iam:ListAttachedRolePolicies",
      "iam:ListInstanceProfilesForRole",
      "iam:ListRolePolicies",
    ]
    Resource = local.roles
  }]

  roles_write = [
    # Actions that grant permissions to a role are allowed only for roles with the boundary. Otherwise, anyone who can
    # apply could give a function all permissions and invoke it.
    # https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html#access_policies_boundaries-delegate
    {
      Sid = "WriteRolesInsideTheBoundary"
      Action = [
        "iam:CreateRole",
        "iam:PutRolePermissionsBoundary",
        "iam:PutRolePolicy",
        "iam:UpdateAssumeRolePolicy",
      ]
      Resource  = local.roles
      Condition = { StringEquals = { "iam:PermissionsBoundary" = local.workload_boundary } }
    },
    {
      Sid = "WriteRoles"
      Action = [
        "iam:DeleteRole",
        "iam:DeleteRolePolicy",
        "iam:TagRole",
        "iam:UntagRole",
        "iam:UpdateRole",
        "iam:UpdateRoleDescription",
      ]
      Resource = local.roles
    },
    {
      Sid       = "PassRoles"
      Action    = ["iam:PassRole"]
      Resource  = local.roles
      Condition = { StringEquals = { "iam:PassedToService" = ["lambda.amazonaws.com", "scheduler.amazonaws.com"] } }
    },
  ]
}
