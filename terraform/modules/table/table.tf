resource "aws_dynamodb_table" "this" {
  name                        = var.name
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "id"
  deletion_protection_enabled = var.deletion_protection

  attribute {
    name = "id"
    type = "S"
  }

  attribute {
    name = var.day_key
    type = "S"
  }

  # Items by day.
  global_secondary_index {
    name               = "by-day"
    hash_key           = var.day_key
    range_key          = "id"
    projection_type    = var.projection == null ? "ALL" : "INCLUDE"
    non_key_attributes = var.projection
  }

  point_in_time_recovery {
    enabled = true
  }
}
