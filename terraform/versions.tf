terraform {
  required_version = ">= 1.11"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.100.0"
    }
  }

  # The bucket, key and Region come from -backend-config.
  backend "s3" {}
}

provider "aws" {
  default_tags {
    tags = {
      Project     = local.project
      Environment = var.environment
    }
  }
}
