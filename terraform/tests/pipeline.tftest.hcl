# A plan of functions that queues, files and schedules invoke.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  environment         = "test"
  functions_directory = "tests/fixtures/pipeline/functions"
  artifacts_directory = "tests/fixtures/artifacts"
}

run "mappings" {
  command = plan

  assert {
    condition = (
      aws_lambda_event_source_mapping.queue["change-requests"].batch_size == 10
      && aws_lambda_event_source_mapping.queue["change-requests"].maximum_batching_window_in_seconds == 1
      && aws_lambda_event_source_mapping.queue["change-requests"].scaling_config[0].maximum_concurrency == 10
      && aws_lambda_event_source_mapping.queue["change-requests"].function_response_types == toset(["ReportBatchItemFailures"])
    )
    error_message = "A queue is mapped with the settings of its function's descriptor, with partial batch responses."
  }

  assert {
    condition = jsonencode(local.queue_defaults) == jsonencode({
      batch_size = 10, batching_window_s = 0, fifo = false, maximum_concurrency = 10, tries = 5
    })
    error_message = "The defaults of queues: ${jsonencode(local.queue_defaults)}."
  }

  assert {
    condition     = local.consumers.upload.batching_window_s == 0 && local.consumers.upload.fifo == false
    error_message = "Settings that the descriptor omits have their defaults."
  }

  assert {
    condition     = join(" ", keys(aws_lambda_function_recursion_config.own_queue)) == "upload"
    error_message = "Only upload sends to the queue that invokes it."
  }

  assert {
    condition     = join(" ", keys(output.queues)) == "change-requests upload-continuations"
    error_message = "The queues are named: ${jsonencode(keys(output.queues))}."
  }
}

# A role has exactly the permissions in its descriptor, which these lists contain.
run "permissions" {
  command = plan

  assert {
    condition = toset(flatten([for statement in flatten(values(local.policies.upload)) : statement.actions])) == toset([
      "s3:GetObject", "s3:GetObjectVersion", "s3:ListBucket", "s3:AbortMultipartUpload", "s3:DeleteObject", "s3:PutObject",
      "sqs:SendMessage", "sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage",
      "dynamodb:UpdateItem",
    ])
    error_message = "upload reads files, writes rejected rows, and sends: ${jsonencode(local.policies.upload)}."
  }

  assert {
    condition = alltrue([
      for statement in flatten(values(local.policies.upload)) : alltrue([for resource in statement.resources : endswith(resource, "/rejected/*")])
      if contains(statement.actions, "s3:PutObject")
    ])
    error_message = "upload writes only rejected rows to the bucket."
  }

  assert {
    condition = alltrue([
      for statement in flatten(values(local.policies.upload)) : alltrue([for resource in statement.resources : endswith(resource, "/inbox/*")])
      if contains(statement.actions, "s3:GetObjectVersion")
    ])
    error_message = "upload reads only uploaded objects and its own: ${jsonencode(local.policies.upload)}."
  }

  assert {
    condition = one([for statement in flatten(values(local.policies.upload)) : join(" ", statement.resources) if contains(statement.actions, "dynamodb:UpdateItem")]) == (
      "arn:aws:dynamodb:us-east-1:123456789012:table/quickchange-test-files"
    )
    error_message = "upload writes only to the table of files: ${jsonencode(local.policies.upload)}."
  }

  assert {
    condition = toset(flatten([for statement in flatten(values(local.policies.worker)) : statement.actions])) == toset([
      "dynamodb:PutItem", "sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage",
    ])
    error_message = "worker reads its queue and writes results; it writes no files and sends no messages: ${jsonencode(local.policies.worker)}."
  }

  assert {
    condition = one([for statement in flatten(values(local.policies.worker)) : join(" ", statement.resources) if contains(statement.actions, "dynamodb:PutItem")]) == (
      "arn:aws:dynamodb:us-east-1:123456789012:table/quickchange-test-results"
    )
    error_message = "worker writes only to the table of results: ${jsonencode(local.policies.worker)}."
  }

  assert {
    condition = toset(flatten([for statement in flatten(values(local.policies.report)) : statement.actions])) == toset([
      "dynamodb:Query", "cloudwatch:GetMetricStatistics", "s3:PutObject", "s3:GetObject", "s3:ListBucket",
    ])
    error_message = "report reads tables and metrics, and writes reports: ${jsonencode(local.policies.report)}."
  }

  assert {
    condition = alltrue([
      for statement in flatten(values(local.policies.report)) : alltrue([for resource in statement.resources : strcontains(resource, "/reports/")])
      if contains(statement.actions, "s3:PutObject") || contains(statement.actions, "s3:GetObject")
    ])
    error_message = "report reads and writes only reports in the bucket."
  }

  assert {
    condition = alltrue([
      for policies in values(local.policies) : alltrue([
        for statement in flatten(values(policies)) : !contains(statement.resources, "*") if !contains(statement.actions, "cloudwatch:GetMetricStatistics")
      ])
    ])
    error_message = "Only the statement for metrics, which don't support resources, applies to all resources."
  }
}

# A role can't do anything that its boundary doesn't allow, whatever its policy says.
run "boundary" {
  command = plan

  variables {
    permissions_boundary_arn = "arn:aws:iam::123456789012:policy/boundary"
  }

  assert {
    condition = alltrue([
      for action in flatten([for statement in flatten(concat([for policies in values(local.policies) : values(policies)], values(local.permissions)[*].statements)) : statement.actions]) :
      strcontains(file("modules/github-deployer/workload-boundary.tf"), "\"${action}\"")
    ])
    error_message = "The permissions that a descriptor can ask for must be in modules/github-deployer/workload-boundary.tf: ${join(", ", distinct([
      for action in flatten([for statement in flatten(concat([for policies in values(local.policies) : values(policies)], values(local.permissions)[*].statements)) : statement.actions]) :
      action if !strcontains(file("modules/github-deployer/workload-boundary.tf"), "\"${action}\"")
    ]))}."
  }
}

run "queue" {
  command = plan

  module {
    source = "./modules/queue"
  }

  variables {
    name              = "quickchange-test-things"
    timeout_s         = 30
    batching_window_s = 1
    tries             = 8
    alarm_topic_arn   = "arn:aws:sns:us-east-1:123456789012:alarms"
  }

  assert {
    condition     = aws_sqs_queue.this.visibility_timeout_seconds == 181
    error_message = "The visibility timeout is six times the function's timeout plus the batching window."
  }

  assert {
    condition     = aws_sqs_queue.this.sqs_managed_sse_enabled
    error_message = "The queue is encrypted."
  }

  assert {
    condition = jsondecode(aws_sqs_queue.this.redrive_policy) == {
      deadLetterTargetArn = "arn:aws:sqs:us-east-1:123456789012:mocked"
      maxReceiveCount     = 8
    }
    error_message = "After its tries, a message goes to the dead-letter queue: ${aws_sqs_queue.this.redrive_policy}."
  }

  assert {
    condition     = aws_sqs_queue.this.name == "quickchange-test-things"
    error_message = "The queue has the given name."
  }
}

run "fifo_queue" {
  command = plan

  module {
    source = "./modules/queue"
  }

  variables {
    name            = "quickchange-test-things"
    fifo            = true
    timeout_s       = 30
    alarm_topic_arn = "arn:aws:sns:us-east-1:123456789012:alarms"
  }

  assert {
    condition     = aws_sqs_queue.this.name == "quickchange-test-things.fifo" && aws_sqs_queue.this.fifo_queue
    error_message = "The queue is a FIFO queue, and its name ends in .fifo."
  }
}

run "dead_letters" {
  command = plan

  module {
    source = "./modules/dead-letter-queue"
  }

  variables {
    name              = "quickchange-test-things-dead-letters"
    fifo              = true
    alarm_description = "Something failed."
    alarm_topic_arn   = "arn:aws:sns:us-east-1:123456789012:alarms"
  }

  assert {
    condition = (
      aws_sqs_queue.this.name == "quickchange-test-things-dead-letters.fifo" && aws_sqs_queue.this.fifo_queue
      && aws_sqs_queue.this.sqs_managed_sse_enabled && aws_sqs_queue.this.message_retention_seconds == 1209600
    )
    error_message = "It has the same type as its queue, is encrypted, and keeps messages for two weeks."
  }

  assert {
    condition = (
      aws_cloudwatch_metric_alarm.not_empty.threshold == 0
      && aws_cloudwatch_metric_alarm.not_empty.dimensions.QueueName == "quickchange-test-things-dead-letters.fifo"
      && aws_cloudwatch_metric_alarm.not_empty.alarm_actions == toset(["arn:aws:sns:us-east-1:123456789012:alarms"])
    )
    error_message = "A single message raises the alarm."
  }
}

run "uploads" {
  command = plan

  module {
    source = "./modules/upload"
  }

  variables {
    name                = "quickchange-test-uploads-123456789012"
    account_id          = "123456789012"
    retention_days      = 90
    deletion_protection = true
    alarm_topic_arn     = "arn:aws:sns:us-east-1:123456789012:alarms"
    functions = {
      upload = {
        function_name = "quickchange-test-upload"
        prefix        = "inbox/"
        suffix        = ".csv"
      }
    }
    invoked = {
      upload = {
        role  = "role"
        alias = { arn = "arn:alias", function_name = "quickchange-test-upload", qualifier = "live" }
      }
    }
  }

  assert {
    condition = (
      aws_s3_bucket_public_access_block.this.block_public_acls && aws_s3_bucket_public_access_block.this.block_public_policy
      && aws_s3_bucket_public_access_block.this.ignore_public_acls && aws_s3_bucket_public_access_block.this.restrict_public_buckets
      && aws_s3_bucket_versioning.this.versioning_configuration[0].status == "Enabled"
      && !aws_s3_bucket.this.force_destroy
    )
    error_message = "The bucket is private and versioned, and can't be deleted while it contains files."
  }

  assert {
    condition = (
      aws_lambda_permission.upload["upload"].source_account == "123456789012"
      && aws_lambda_permission.upload["upload"].source_arn == "arn:aws:s3:::mocked"
      && aws_lambda_permission.upload["upload"].qualifier == "live"
    )
    error_message = "Only the bucket of this account can invoke the function, through its alias."
  }

  assert {
    condition = (
      one(aws_s3_bucket_notification.this.lambda_function).filter_prefix == "inbox/"
      && one(aws_s3_bucket_notification.this.lambda_function).filter_suffix == ".csv"
    )
    error_message = "The function is notified of the files that its descriptor names."
  }

  assert {
    condition = (
      one(one(aws_s3_bucket_server_side_encryption_configuration.this.rule).apply_server_side_encryption_by_default).sse_algorithm == "AES256"
      && data.aws_iam_policy_document.tls_only.statement[0].effect == "Deny"
      && one(data.aws_iam_policy_document.tls_only.statement[0].condition).variable == "aws:SecureTransport"
    )
    error_message = "The bucket is encrypted, and rejects requests without TLS."
  }

  assert {
    condition = {
      for rule in aws_s3_bucket_lifecycle_configuration.this.rule : rule.id => one(rule.expiration[*].days) if length(rule.expiration) > 0 && rule.id != "leftovers"
    } == { "uploaded-files-inbox/" = 90, "parts-of-rejected-files" = 30 }
    error_message = "Files expire after the retention period, and partial lists when no message can refer to them any longer."
  }
}

run "table" {
  command = plan

  module {
    source = "./modules/table"
  }

  variables {
    name                = "quickchange-test-things"
    day_key             = "day"
    deletion_protection = true
  }

  assert {
    condition = (
      aws_dynamodb_table.this.deletion_protection_enabled
      && aws_dynamodb_table.this.point_in_time_recovery[0].enabled
      && one(aws_dynamodb_table.this.global_secondary_index).hash_key == "day"
    )
    error_message = "The table has point-in-time recovery, deletion protection and an index by day."
  }
}

run "schedule" {
  command = plan

  module {
    source = "./modules/schedule"
  }

  variables {
    name                     = "quickchange-test-report"
    group                    = "quickchange-test"
    expression               = "cron(5 * * * ? *)"
    timezone                 = "UTC"
    alias_arn                = "arn:aws:lambda:us-east-1:123456789012:function:quickchange-test-report:live"
    account_id               = "123456789012"
    alarm_topic_arn          = "arn:aws:sns:us-east-1:123456789012:alarms"
    permissions_boundary_arn = "arn:aws:iam::123456789012:policy/boundary"
  }

  assert {
    condition = (
      aws_scheduler_schedule.this.schedule_expression == "cron(5 * * * ? *)"
      && aws_scheduler_schedule.this.target[0].retry_policy[0].maximum_retry_attempts == 10
      && aws_scheduler_schedule.this.target[0].dead_letter_config[0].arn == "arn:aws:sqs:us-east-1:123456789012:mocked"
    )
    error_message = "Events are retried, and those that could not be delivered are kept."
  }

  assert {
    condition = {
      for statement in data.aws_iam_policy_document.invoke.statement : join(" ", statement.actions) => join(" ", statement.resources)
      } == {
      "lambda:InvokeFunction" = "arn:aws:lambda:us-east-1:123456789012:function:quickchange-test-report:live"
      "sqs:SendMessage"       = "arn:aws:sqs:us-east-1:123456789012:mocked"
    }
    error_message = "The schedule's role can only invoke the alias and send undelivered events to the dead-letter queue."
  }

  assert {
    condition     = aws_iam_role.this.permissions_boundary == "arn:aws:iam::123456789012:policy/boundary"
    error_message = "Its role has the given permissions boundary."
  }
}
