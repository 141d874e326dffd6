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
    # What gives a role rights, or lets somebody have them, is only for a role inside the boundary: or else whoever may
    # apply could give a function every right there is, and invoke it.
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
