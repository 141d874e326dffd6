# The principals that can assume the roles of an environment.

mock_provider "aws" {
  source = "../tests/mocks"
}

variables {
  project           = "quickchange"
  environment       = "dev"
  subject           = "repo:octo-org/octo-repo"
  branch            = "main"
  oidc_provider_arn = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"
  state_bucket      = "quickchange-terraform-state-123456789012"
}

run "trust" {
  command = plan

  module {
    source = "../modules/github-deployer"
  }

  assert {
    condition = [for role in [aws_iam_role.plan, aws_iam_role.apply] : jsondecode(role.assume_role_policy)] == [
      for subject in ["ref:refs/heads/main", "environment:dev"] : {
        Version = "2012-10-17"
        Statement = [{
          Effect    = "Allow"
          Principal = { Federated = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" }
          Action    = "sts:AssumeRoleWithWebIdentity"
          Condition = {
            StringEquals = {
              "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com"
              "token.actions.githubusercontent.com:sub" = ["repo:octo-org/octo-repo:${subject}"]
            }
          }
        }]
      }
    ]
    error_message = "Only the branch can plan, and only jobs of the environment can apply: ${aws_iam_role.plan.assume_role_policy} ${aws_iam_role.apply.assume_role_policy}."
  }

  assert {
    condition     = aws_iam_role.plan.max_session_duration == 3600 && aws_iam_role.apply.max_session_duration == 3600
    error_message = "A session ends after an hour."
  }
}

run "pull_requests_of_a_repository_with_an_immutable_subject" {
  command = plan

  module {
    source = "../modules/github-deployer"
  }

  variables {
    subject       = "repo:octo-org@123456/octo-repo@456789"
    pull_requests = true
  }

  assert {
    condition = local.plan_subjects == [
      "repo:octo-org@123456/octo-repo@456789:pull_request", "repo:octo-org@123456/octo-repo@456789:ref:refs/heads/main",
    ]
    error_message = "Pull requests can plan if they are allowed to: ${jsonencode(local.plan_subjects)}."
  }

  assert {
    condition     = local.apply_subjects == ["repo:octo-org@123456/octo-repo@456789:environment:dev"]
    error_message = "Pull requests can't apply: ${jsonencode(local.apply_subjects)}."
  }
}

run "mistakes" {
  command         = plan
  expect_failures = [var.subject, var.branch, var.environment]

  module {
    source = "../modules/github-deployer"
  }

  variables {
    subject     = "repo:octo-org/*"
    branch      = "release/*"
    environment = "terraform" # its bucket would be the state bucket
  }
}

run "subject_with_a_context" {
  command         = plan
  expect_failures = [var.subject]

  module {
    source = "../modules/github-deployer"
  }

  variables {
    subject = "repo:octo-org/octo-repo:ref"
  }
}
