# The resources that an AWS account needs before GitHub Actions can deploy to it: a bucket for Terraform's state, GitHub's identity
# provider, and two roles for each environment. An administrator applies it once per account, and again when it changes, with the
# variables in terraform/bootstrap/terraform.tfvars, in the Region of the environments (AWS_REGION):
#
#   terraform -chdir=terraform/bootstrap init -lockfile=readonly
#   terraform -chdir=terraform/bootstrap apply
#
# and then runs the commands in the output github_setup.
#
# At first, its own state is a local file, because the bucket doesn't exist yet. To keep the state in the bucket, write
#
#   terraform {
#     backend "s3" {}
#   }
#
# into terraform/bootstrap/backend.tf, and run:
#
#   terraform -chdir=terraform/bootstrap init -lockfile=readonly -migrate-state -backend-config=bucket=<project>-terraform-state-<account id> \
#     -backend-config=key=<project>/bootstrap.tfstate -backend-config=region=<region> -backend-config=use_lockfile=true
#
# If the file is lost, terraform import restores it: all names are known.

locals {
  project = jsondecode(file("${path.module}/../../project.json")).name
}

module "deployer" {
  source   = "../modules/github-deployer"
  for_each = var.environments

  project           = local.project
  environment       = each.key
  subject           = local.subject
  branch            = var.branch
  pull_requests     = each.key == "dev" # for the plan in .github/workflows/ci.yml
  oidc_provider_arn = local.oidc_provider_arn
  state_bucket      = aws_s3_bucket.state.bucket
}

data "aws_caller_identity" "current" {}

data "aws_region" "current" {}
