resource "aws_dynamodb_table" "this" {
  name                        = var.name
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "id"
  deletion_protection_enabled = var.deletion_protection

  attribute {
    name = "id"
    type = "S"
  }

  dynamic "attribute" {
    for_each = var.day_key[*]
    content {
      name = attribute.value
      type = "S"
    }
  }

  # Items by day.
  dynamic "global_secondary_index" {
    for_each = var.day_key[*]
    content {
      name               = "by-day"
      hash_key           = global_secondary_index.value
      range_key          = "id"
      projection_type    = var.projection == null ? "ALL" : "INCLUDE"
      non_key_attributes = var.projection
    }
  }

  point_in_time_recovery {
    enabled = true
  }
}
