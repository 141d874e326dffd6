# What an AWS account needs before GitHub Actions can deploy to it: a bucket for Terraform's state, GitHub's identity
# provider, and two roles for each environment. A person with administrator rights applies it, once an account and again when
# it changes:
#
#   terraform -chdir=terraform/bootstrap init -lockfile=readonly
#   terraform -chdir=terraform/bootstrap apply
#
# with its variables in terraform/bootstrap/terraform.tfvars, in the region of the environments (AWS_REGION), and runs the
# lines that it prints as github_setup.
#
# Its own state is a local file at first, because the bucket is not there yet. To keep it in the bucket, write
#
#   terraform {
#     backend "s3" {}
#   }
#
# into terraform/bootstrap/backend.tf, and:
#
#   terraform -chdir=terraform/bootstrap init -lockfile=readonly -migrate-state -backend-config=bucket=quickchange-terraform-state-<account id> \
#     -backend-config=key=quickchange/bootstrap.tfstate -backend-config=region=<region> -backend-config=use_lockfile=true
#
# Without the file, terraform import gets it back: all names are known.

module "deployer" {
  source   = "../modules/github-deployer"
  for_each = var.environments

  environment       = each.key
  subject           = local.subject
  branch            = var.branch
  pull_requests     = each.key == "dev" # what .github/workflows/ci.yml plans
  oidc_provider_arn = local.oidc_provider_arn
  state_bucket      = aws_s3_bucket.state.bucket
}

data "aws_caller_identity" "current" {}

data "aws_region" "current" {}
