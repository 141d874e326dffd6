# The resources of an account.

mock_provider "aws" {
  source = "../tests/mocks"
}

variables {
  repository = "octo-org/octo-repo"
}

run "state_bucket" {
  command = plan

  assert {
    condition = (
      aws_s3_bucket.state.bucket == "quickchange-terraform-state-123456789012"
      && aws_s3_bucket_versioning.state.versioning_configuration[0].status == "Enabled"
      && one(one(aws_s3_bucket_server_side_encryption_configuration.state.rule).apply_server_side_encryption_by_default).sse_algorithm == "AES256"
      && aws_s3_bucket_public_access_block.state.block_public_acls && aws_s3_bucket_public_access_block.state.block_public_policy
      && aws_s3_bucket_public_access_block.state.ignore_public_acls && aws_s3_bucket_public_access_block.state.restrict_public_buckets
      && !aws_s3_bucket.state.force_destroy
    )
    error_message = "The bucket is versioned, encrypted and private, and can't be deleted while it contains a state."
  }

  assert {
    condition = jsondecode(aws_s3_bucket_policy.state.policy).Statement == [
      {
        Sid       = "TlsOnly"
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource  = ["arn:aws:s3:::mocked", "arn:aws:s3:::mocked/*"]
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
      {
        Sid       = "NoDeletion"
        Effect    = "Deny"
        Principal = "*"
        Action    = ["s3:DeleteBucket", "s3:DeleteObjectVersion"]
        Resource  = ["arn:aws:s3:::mocked", "arn:aws:s3:::mocked/*"]
      },
    ]
    error_message = "Nobody can read it without TLS, delete it or remove its history: ${aws_s3_bucket_policy.state.policy}."
  }

  assert {
    condition     = one(one(aws_s3_bucket_lifecycle_configuration.state.rule).noncurrent_version_expiration).noncurrent_days == 90
    error_message = "Previous versions of a state are kept for 90 days."
  }
}

run "unprotected" {
  command = plan

  variables {
    deletion_protection = false
  }

  assert {
    condition = (
      aws_s3_bucket.state.force_destroy
      && [for statement in jsondecode(aws_s3_bucket_policy.state.policy).Statement : statement.Sid] == ["TlsOnly"]
    )
    error_message = "Without deletion_protection, the bucket is deleted with its contents."
  }
}

run "identity_provider" {
  command = plan

  assert {
    condition = (
      aws_iam_openid_connect_provider.github[0].url == "https://token.actions.githubusercontent.com"
      && aws_iam_openid_connect_provider.github[0].client_id_list == toset(["sts.amazonaws.com"])
    )
    error_message = "GitHub's tokens for AWS are trusted."
  }

  assert {
    condition     = local.subject == "repo:octo-org/octo-repo"
    error_message = "The subject names the repository, not ${local.subject}."
  }

  assert {
    condition     = join(" ", keys(module.deployer)) == "dev production"
    error_message = "The default environments are dev and production."
  }
}

run "immutable_subject" {
  command = plan

  variables {
    repository_ids = { owner = 123456, repository = 456789 }
  }

  assert {
    condition     = local.subject == "repo:octo-org@123456/octo-repo@456789"
    error_message = "The subject also contains the repository's numeric IDs, not ${local.subject}."
  }
}

run "existing_identity_provider" {
  command = plan

  variables {
    oidc_provider_arn = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"
  }

  assert {
    condition     = length(aws_iam_openid_connect_provider.github) == 0 && local.oidc_provider_arn == var.oidc_provider_arn
    error_message = "An existing provider is not created again."
  }
}

run "outputs" {
  command = plan

  variables {
    environments = ["dev"]
  }

  assert {
    condition     = output.state_keys == { dev = "quickchange/dev.tfstate" }
    error_message = "Each environment has its own state."
  }

  assert {
    condition = output.github_setup == join("\n", [
      "set -e",
      "gh variable set AWS_REGION --repo octo-org/octo-repo --body us-east-1",
      "gh variable set STATE_BUCKET --repo octo-org/octo-repo --body quickchange-terraform-state-123456789012",
      "if [ \"$(gh api repos/octo-org/octo-repo/environments/dev --jq .deployment_branch_policy.custom_branch_policies 2>/dev/null)\" != true ]; then",
      "  gh api --method PUT repos/octo-org/octo-repo/environments/dev -F 'deployment_branch_policy[protected_branches]=false' -F 'deployment_branch_policy[custom_branch_policies]=true'",
      "  gh api --method POST repos/octo-org/octo-repo/environments/dev/deployment-branch-policies -f name=main",
      "fi",
      "gh variable set PLAN_ROLE_ARN_DEV --repo octo-org/octo-repo --body arn:aws:iam::123456789012:role/mocked",
      "gh variable set PERMISSIONS_BOUNDARY_ARN_DEV --repo octo-org/octo-repo --body arn:aws:iam::123456789012:policy/mocked",
      "gh variable set APPLY_ROLE_ARN --repo octo-org/octo-repo --env dev --body arn:aws:iam::123456789012:role/mocked",
      "",
    ])
    error_message = "The commands store the Region, bucket, roles and boundary in the repository: ${output.github_setup}"
  }
}

run "mistakes" {
  command         = plan
  expect_failures = [var.repository, var.repository_ids, var.environments, var.state_retention_days]

  variables {
    repository           = "octo-org/*"
    repository_ids       = { owner = 1.5, repository = 2 }
    environments         = ["dev", "dev-eu"]
    state_retention_days = 0
  }
}

run "nothing_where_a_name_belongs" {
  command         = plan
  expect_failures = [var.repository, var.environments]

  variables {
    repository   = "octo-repo"
    environments = []
  }
}
