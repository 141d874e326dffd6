"""Requests that AWS refuses: a service, an operation, its parameters, the error's code, and words of its message; and requests at the
same limits that it accepts. "API" stands for an existing API."""

import json
from typing import Any

from functions import zip_of

ARN = "arn:aws:lambda:us-east-1:123456789012:function:f"
QUEUE = "arn:aws:sqs:us-east-1:123456789012:"
ROLE = "arn:aws:iam::123456789012:role/f-role"
CODE = {"ZipFile": zip_of("one")}
MODEL = "failed to satisfy constraint: Member must"


def function(**changed: Any) -> tuple[str, str, dict[str, Any]]:
    given = {"FunctionName": "new", "Role": ROLE, "Runtime": "provided.al2023", "Handler": "bootstrap", "Code": CODE, **changed}
    return "lambda", "create_function", {name: value for name, value in given.items() if value is not None}


def configured(**changed: Any) -> tuple[str, str, dict[str, Any]]:
    return "lambda", "update_function_configuration", {"FunctionName": "f", **changed}


def mapped(queue: str = "q", **more: Any) -> tuple[str, str, dict[str, Any]]:
    return "lambda", "create_event_source_mapping", {"EventSourceArn": QUEUE + queue, "FunctionName": "f", **more}


def filtered(pattern: Any) -> tuple[str, str, dict[str, Any]]:
    return mapped(FilterCriteria={"Filters": [{"Pattern": pattern if isinstance(pattern, str) else json.dumps(pattern)}]})


def scheduled(expression: str = "rate(1 minute)", name: str = "s", window: Any = None, **more: Any) -> tuple[str, str, dict[str, Any]]:
    return "scheduler", "create_schedule", {"Name": name, "ScheduleExpression": expression, "FlexibleTimeWindow": window or {"Mode": "OFF"},
                                            "Target": {"Arn": ARN, "RoleArn": ROLE}, **more}


def notified(*given: tuple[str, str, str, str]) -> tuple[str, str, dict[str, Any]]:
    """Each: the function's ARN, an event, a prefix and a suffix."""
    def filters(prefix: str, suffix: str) -> dict[str, Any]:
        rules = [{"Name": name, "Value": value} for name, value in (("Prefix", prefix), ("suffix", suffix)) if value]
        return {"Filter": {"Key": {"FilterRules": rules}}} if rules else {}

    configurations = [{"LambdaFunctionArn": arn, "Events": [event], **filters(prefix, suffix)} for arn, event, prefix, suffix in given]
    return "s3", "put_bucket_notification_configuration", {"Bucket": "bucket", "NotificationConfiguration": {"LambdaFunctionConfigurations": configurations}}


def queue(attribute: str, value: str, name: str = "new") -> tuple[str, str, dict[str, Any]]:
    return "sqs", "create_queue", {"QueueName": name, "Attributes": {attribute: value}}


def with_redrive(policy: Any, name: str = "new") -> tuple[str, str, dict[str, Any]]:
    return queue("RedrivePolicy", policy if isinstance(policy, str) else json.dumps(policy), name)


def routed(key: str) -> tuple[str, str, dict[str, Any]]:
    return "apigatewayv2", "create_route", {"ApiId": "API", "RouteKey": key}


def integrated(**changed: Any) -> tuple[str, str, dict[str, Any]]:
    return "apigatewayv2", "create_integration", {"ApiId": "API", "IntegrationType": "AWS_PROXY", "IntegrationUri": ARN, "PayloadFormatVersion": "2.0", **changed}


def aliased(operation: str = "create_alias", **changed: Any) -> tuple[str, str, dict[str, Any]]:
    return "lambda", operation, {"FunctionName": "f", "Name": "new" if operation == "create_alias" else "live", "FunctionVersion": "1", **changed}


def weighted(**weights: float) -> dict[str, Any]:
    return {"RoutingConfig": {"AdditionalVersionWeights": {version.strip("v"): weight for version, weight in weights.items()}}}


CREATED, PUT = "s3:ObjectCreated:*", "s3:ObjectCreated:Put"
VALIDATION, INVALID = "ValidationException", "InvalidParameterValueException"
UNABLE = "Unable to validate the following destination configurations"
AMBIGUOUS = "Configuration is ambiguously defined"
EXPRESSION = "Invalid Schedule Expression"
RULE = "Parameter ScheduleExpression is not valid."
FORMAT = "not formatted properly for HTTP protocol"
PARTS = "One or more path parts appear to be invalid"

REFUSED: dict[str, tuple[str, str, dict[str, Any], str, str]] = {
    "function: a name of 65 characters": (*function(FunctionName="a" * 65), VALIDATION, f"at 'functionName' {MODEL} have length less than or equal to 64"),
    "function: a name with a space": (*function(FunctionName="a b"), VALIDATION, "at 'functionName'"),
    "function: an unknown runtime": (*function(Runtime="dotnet99"), VALIDATION, f"Value 'dotnet99' at 'runtime' {MODEL} satisfy enum value set: ["),
    "function: a timeout of 901 s": (*function(Timeout=901), VALIDATION, f"Value '901' at 'timeout' {MODEL} have value less than or equal to 900"),
    "function: a timeout of 0 s": (*function(Timeout=0), VALIDATION, f"Value '0' at 'timeout' {MODEL} have value greater than or equal to 1"),
    "function: a timeout in text": (*function(Timeout="3"), "SerializationException", "STRING_VALUE can not be converted to an Integer"),
    "function: a description that is a number": (*function(Description=3), "SerializationException", "NUMBER_VALUE can not be converted to a String"),
    "function: 127 MB": (*function(MemorySize=127), VALIDATION, "'127' at 'memorySize'"),
    "function: 10241 MB": (*function(MemorySize=10241), VALIDATION, "'10241' at 'memorySize'"),
    "function: 511 MB of /tmp": (*function(EphemeralStorage={"Size": 511}), VALIDATION, "'511' at 'ephemeralStorage.size'"),
    "function: an environment over 4 KB": (*function(Environment={"Variables": {"AB": "x" * 4096}}), INVALID, "exceeded the 4KB limit. String measured: {"),
    "function: a reserved variable": (*function(Environment={"Variables": {"AWS_REGION": "x"}}), INVALID, "Reserved keys used in this request: AWS_REGION"),
    "function: a variable that begins with a digit": (*function(Environment={"Variables": {"1A": "x"}}), VALIDATION, "Value at 'environment.variables'"),
    "function: a role that isn't one": (*function(Role="admin"), VALIDATION, "'admin' at 'role'"),
    "function: a role that doesn't exist": (*function(Role=ROLE + "-none"), INVALID, "The role defined for the function cannot be assumed by Lambda."),
    "function: an architecture that isn't one": (*function(Architectures=["x86"]), VALIDATION, "'x86' at 'architectures.1.member'"),
    "function: no code": (*function(Code={}), INVALID, "Please provide a source for function code."),
    "function: no role": (*function(Role=None), VALIDATION, "Value null at 'role' failed to satisfy constraint: Member must not be null"),
    "function: an empty zip": (*function(Code={"ZipFile": b""}), INVALID, "Uploaded file must be a non-empty zip"),
    "function: no zip at all": (*function(Code={"ZipFile": b"#!/bin/sh"}), INVALID, "Could not unzip uploaded file."),
    "function: a zip with a wrong checksum": (*function(Code={"ZipFile": zip_of("one").replace(b"one", b"two", 1)}), INVALID, "Could not unzip uploaded file."),
    "function: a bucket that doesn't exist": (*function(Code={"S3Bucket": "none", "S3Key": "k"}), INVALID, "S3 Error Code: NoSuchBucket."),
    "function: a key that doesn't exist": (*function(Code={"S3Bucket": "bucket", "S3Key": "none"}), INVALID, "S3 Error Code: NoSuchKey."),
    "function: an update to 901 s": (*configured(Timeout=901), VALIDATION, "'901' at 'timeout'"),
    "function: an update of the code to no zip": ("lambda", "update_function_code", {"FunctionName": "f", "ZipFile": b"x"}, INVALID, "Could not unzip"),
    "function: an update after another one's": (*configured(RevisionId="1"), "PreconditionFailedException", "The Revision Id provided does not match"),
    "function: a version of other code": ("lambda", "publish_version", {"FunctionName": "f", "CodeSha256": "x"}, INVALID, "CodeSHA256 (x) is different from"),
    "function: the last 100 of concurrency": ("lambda", "put_function_concurrency", {"FunctionName": "f", "ReservedConcurrentExecutions": 901}, INVALID,
                                              "below its minimum value of [100]"),
    "function: a negative concurrency": ("lambda", "put_function_concurrency", {"FunctionName": "f", "ReservedConcurrentExecutions": -1}, VALIDATION, "'-1' at"),
    "alias: a weight of 1.5": (*aliased(**weighted(v2=1.5)), VALIDATION, "at 'routingConfig.additionalVersionWeights'"),
    "alias: a weight for its own version": (*aliased(**weighted(v1=0.5)), INVALID, "already included in routing configuration"),
    "alias: a weight for a version that doesn't exist": (*aliased(**weighted(v9=0.5)), "ResourceNotFoundException", "Function not found"),
    "alias: weights of $LATEST": (*aliased(FunctionVersion="$LATEST", **weighted(v1=0.5)), INVALID, "$LATEST is not supported"),
    "alias: two weights": (*aliased(**weighted(v2=0.1, v3=0.1)), INVALID, "AdditionalVersionWeights cannot be greater than 1"),
    "alias: an update after another one's": (*aliased("update_alias", RevisionId="1"), "PreconditionFailedException", "The Revision Id provided does not match"),
    "mapping: a queue with a shorter visibility timeout": (*mapped("short"), INVALID, "Queue visibility timeout: 59 seconds is less than Function timeout: 60"),
    "mapping: a role that may not read the queue": (*mapped(FunctionName="poor"), INVALID, "does not have permissions to call ReceiveMessage on SQS"),
    "mapping: 11 messages without a window": (*mapped(BatchSize=11), INVALID, "Maximum batch window in seconds must be greater than 0"),
    "mapping: 11 messages of a FIFO queue": (*mapped("q.fifo", BatchSize=11), INVALID, "FIFO"),
    "mapping: a window on a FIFO queue": (*mapped("q.fifo", MaximumBatchingWindowInSeconds=1), INVALID, "Batching window is not supported for FIFO queues"),
    "mapping: a window of 301 s": (*mapped(MaximumBatchingWindowInSeconds=301), VALIDATION, "'301' at 'maximumBatchingWindowInSeconds'"),
    "mapping: a concurrency of 1": (*mapped(ScalingConfig={"MaximumConcurrency": 1}), VALIDATION, "'1' at 'scalingConfig.maximumConcurrency'"),
    "mapping: a starting position in a queue": (*mapped(StartingPosition="LATEST"), INVALID, "StartingPosition"),
    "mapping: a pattern that isn't JSON": (*filtered("{"), INVALID, "Invalid filter pattern definition."),
    "mapping: a pattern without a list": (*filtered({"body": {"a": "x"}}), INVALID, "Invalid filter pattern definition."),
    "mapping: an empty list in a pattern": (*filtered({"body": {"a": []}}), INVALID, "Invalid filter pattern definition."),
    "mapping: an unknown comparison in a pattern": (*filtered({"body": {"a": [{"like": "x"}]}}), INVALID, "Invalid filter pattern definition."),
    "mapping: a list in a list of a pattern": (*filtered({"body": {"a": [[1]]}}), INVALID, "Invalid filter pattern definition."),
    "mapping: a queue that doesn't exist": (*mapped("none"), "ResourceNotFoundException", ""),
    "mapping: a function that doesn't exist": (*mapped(FunctionName="none"), "ResourceNotFoundException", "Function not found"),
    "schedule: no expression at all": (*scheduled("daily"), VALIDATION, EXPRESSION),
    "schedule: a rate of 0": (*scheduled("rate(0 minutes)"), VALIDATION, EXPRESSION),
    "schedule: a rate in seconds": (*scheduled("rate(10 seconds)"), VALIDATION, EXPRESSION),
    "schedule: cron with five fields": (*scheduled("cron(0 10 * * *)"), VALIDATION, EXPRESSION),
    "schedule: cron with both days": (*scheduled("cron(0 10 1 * MON *)"), VALIDATION, EXPRESSION),
    "schedule: a time in month 13": (*scheduled("at(2027-13-01T00:00:00)"), VALIDATION, EXPRESSION),
    "schedule: an unknown time zone": (*scheduled(ScheduleExpressionTimezone="Mars/Olympus"), VALIDATION, "ScheduleExpressionTimezone"),
    "schedule: a flexible window without a length": (*scheduled(window={"Mode": "FLEXIBLE"}), VALIDATION, "MaximumWindowInMinutes"),
    "schedule: a name with a space": (*scheduled(name="a b"), VALIDATION, "'a b' at 'name'"),
    "rule: rate(1 minutes)": ("events", "put_rule", {"Name": "r", "ScheduleExpression": "rate(1 minutes)"}, VALIDATION, RULE),
    "rule: rate(5 minute)": ("events", "put_rule", {"Name": "r", "ScheduleExpression": "rate(5 minute)"}, VALIDATION, RULE),
    "rule: a one-time expression": ("events", "put_rule", {"Name": "r", "ScheduleExpression": "at(2027-01-01T00:00:00)"}, VALIDATION, RULE),
    "notification: a function that doesn't exist": (*notified((ARN + "x", CREATED, "", "")), "InvalidArgument", UNABLE),
    "notification: an alias without a permission": (*notified((ARN + ":live", CREATED, "", "")), "InvalidArgument", UNABLE),
    "notification: an unknown event": (*notified((ARN, "s3:ObjectRead", "", "")), "InvalidArgument", "is not supported for notifications"),
    "notification: the same event twice": (*notified((ARN, CREATED, "", ""), (ARN, PUT, "", "")), "InvalidArgument", "Configurations overlap"),
    "notification: a prefix of another's": (*notified((ARN, CREATED, "a", ""), (ARN, PUT, "ab", "")), "InvalidArgument", AMBIGUOUS),
    "notification: a prefix and a suffix": (*notified((ARN, CREATED, "a", ""), (ARN, CREATED, "", ".csv")), "InvalidArgument", AMBIGUOUS),
    "queue: a visibility timeout of 43,201 s": (*queue("VisibilityTimeout", "43201"), "InvalidAttributeValue", "the parameter VisibilityTimeout."),
    "queue: a negative delay": (*queue("DelaySeconds", "-1"), "InvalidAttributeValue", "the parameter DelaySeconds."),
    "queue: a retention of 59 s": (*queue("MessageRetentionPeriod", "59"), "InvalidAttributeValue", "the parameter MessageRetentionPeriod."),
    "queue: a wait of 21 s": (*queue("ReceiveMessageWaitTimeSeconds", "21"), "InvalidAttributeValue", "the parameter ReceiveMessageWaitTimeSeconds."),
    "queue: an unknown attribute": (*queue("Color", "red"), "InvalidAttributeName", "Unknown Attribute Color."),
    "queue: deduplication without FIFO": (*queue("ContentBasedDeduplication", "true"), "InvalidAttributeName", "Unknown Attribute ContentBasedDeduplication."),
    "queue: a redrive policy that isn't JSON": (*with_redrive("x"), "InvalidParameterValue", "parameter RedrivePolicy is invalid"),
    "queue: a redrive policy without a count": (*with_redrive({"deadLetterTargetArn": QUEUE + "q"}), "InvalidParameterValue", "maxReceiveCount"),
    "queue: 1001 receives": (*with_redrive({"deadLetterTargetArn": QUEUE + "q", "maxReceiveCount": 1001}), "InvalidParameterValue", "from 1 to 1000"),
    "queue: dead letters that don't exist": (*with_redrive({"deadLetterTargetArn": QUEUE + "none", "maxReceiveCount": 3}), "InvalidParameterValue", "does not exist"),
    "queue: dead letters of another type": (*with_redrive({"deadLetterTargetArn": QUEUE + "q.fifo", "maxReceiveCount": 3}), "InvalidParameterValue", "same type"),
    "route: an unknown method": (*routed("FETCH /a"), "BadRequestException", FORMAT),
    "route: no slash": (*routed("GET a"), "BadRequestException", FORMAT),
    "route: a variable in a text": (*routed("GET /{a}.json"), "BadRequestException", PARTS),
    "route: a greedy variable before the end": (*routed("GET /{a+}/b"), "BadRequestException", PARTS),
    "stage: a slash in its name": ("apigatewayv2", "create_stage", {"ApiId": "API", "StageName": "a/b"}, "BadRequestException", "Stage name only allows"),
    "integration: format 3.0": (*integrated(PayloadFormatVersion="3.0"), "BadRequestException", "PayloadFormatVersion"),
    "integration: a timeout of 30,001 ms": (*integrated(TimeoutInMillis=30_001), "BadRequestException", "'30001' at 'timeoutInMillis'"),
    "integration: no function": (*integrated(IntegrationUri="https://example.org"), "BadRequestException", "Invalid function ARN"),
    "API: an unknown protocol": ("apigatewayv2", "create_api", {"Name": "a", "ProtocolType": "FTP"}, "BadRequestException", "'FTP' at 'protocolType'"),
    "role: a name with a space": ("iam", "create_role", {"RoleName": "a b", "AssumeRolePolicyDocument": "{}"}, "ValidationError", "'a b' at 'roleName'"),
    "role: a trust policy that isn't JSON": ("iam", "create_role", {"RoleName": "a", "AssumeRolePolicyDocument": "{x"}, "MalformedPolicyDocument", "invalid Json"),
    "role: a session of 60 s": ("sts", "assume_role", {"RoleArn": ROLE, "RoleSessionName": "session", "DurationSeconds": 60}, "ValidationError", "'60' at"),
    "log group: a name with a space": ("logs", "create_log_group", {"logGroupName": "a b"}, "InvalidParameterException", "'a b' at 'logGroupName'"),
    "log group: a retention of 2 days": ("logs", "put_retention_policy", {"logGroupName": "g", "retentionInDays": 2}, "InvalidParameterException", "'2' at"),
    "alarm: no period": ("cloudwatch", "put_metric_alarm", {"AlarmName": "a", "ComparisonOperator": "GreaterThanThreshold", "EvaluationPeriods": 0},
                         "ValidationError", "'0' at 'evaluationPeriods'"),
    "table: a name of two characters": ("dynamodb", "create_table", {"TableName": "ab", "KeySchema": [], "AttributeDefinitions": []}, VALIDATION, "at 'keySchema'"),
    "parameter: a name with a space": ("ssm", "put_parameter", {"Name": "a b", "Value": "x", "Type": "String"}, VALIDATION, "the following 3 symbols .-_"),
    "parameter: a reserved name": ("ssm", "put_parameter", {"Name": "/aws/a", "Value": "x", "Type": "String"}, VALIDATION, "Parameter name"),
    "secret: an empty name": ("secretsmanager", "create_secret", {"Name": ""}, VALIDATION, "at 'name'"),
}

ACCEPTED: dict[str, tuple[str, str, dict[str, Any]]] = {
    "function: all at their limits": function(FunctionName="a" * 64, Timeout=900, MemorySize=10240, EphemeralStorage={"Size": 10240}, Architectures=["arm64"],
                                              Environment={"Variables": {"AB": "x" * (4096 - len('{"AB":""}'))}}),
    "function: unreserved variables of Lambda": function(FunctionName="zone", Environment={"Variables": {"TZ": "UTC", "PATH": "/opt", "LANG": "C"}}),
    "function: 900 of concurrency": ("lambda", "put_function_concurrency", {"FunctionName": "f", "ReservedConcurrentExecutions": 900}),
    "function: no concurrency at all": ("lambda", "put_function_concurrency", {"FunctionName": "f", "ReservedConcurrentExecutions": 0}),
    "alias: $LATEST": aliased(Name="latest", FunctionVersion="$LATEST"),
    "mapping: 10,000 messages with a window": mapped(BatchSize=10_000, MaximumBatchingWindowInSeconds=1, FilterCriteria={"Filters": [{"Pattern": json.dumps({
        "body": {"a": ["x", 1, None, True, {"prefix": "y"}, {"numeric": [">", 1]}, {"exists": False}], "$or": [{"b": [1]}, {"c": [2]}]}})}]}),
    "mapping: 10 messages of a FIFO queue": mapped("q.fifo", BatchSize=10),
    "schedule: cron": scheduled("cron(0 8 ? * 2-6 *)", "cron", ScheduleExpressionTimezone="Europe/Berlin"),
    "schedule: a flexible window": scheduled("rate(5 minutes)", "flexible", {"Mode": "FLEXIBLE", "MaximumWindowInMinutes": 15}),
    "rule: rate(1 minute)": ("events", "put_rule", {"Name": "one", "ScheduleExpression": "rate(1 minute)"}),
    "rule: rate(5 minutes)": ("events", "put_rule", {"Name": "five", "ScheduleExpression": "rate(5 minutes)"}),
    "notification: other prefixes, events and suffixes": notified((ARN, CREATED, "a/", ".csv"), (ARN, PUT, "b/", ""), (ARN, "s3:ObjectRemoved:*", "a/", ""),
                                                                  (ARN, CREATED, "a/", ".png")),
    "queue: a visibility timeout of 43,200 s": queue("VisibilityTimeout", "43200", "long"),
    "queue: no redrive policy": queue("RedrivePolicy", "", "plain"),
    "queue: deduplication": ("sqs", "create_queue", {"QueueName": "d.fifo", "Attributes": {"FifoQueue": "true", "ContentBasedDeduplication": "true"}}),
    "route: a greedy variable at the end": routed("ANY /a/{proxy+}"),
    "route: the root": routed("GET /"),
    "route: the default": routed("$default"),
    "stage: the default": ("apigatewayv2", "create_stage", {"ApiId": "API", "StageName": "$default"}),
    "integration: format 1.0": integrated(PayloadFormatVersion="1.0"),
    "log group: a retention of 3 days": ("logs", "create_log_group", {"logGroupName": "/aws/lambda/g"}),
    "parameter: a path": ("ssm", "put_parameter", {"Name": "/a/b.c/d-e_f", "Value": "x", "Type": "String"}),
}
