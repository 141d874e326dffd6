"""Prints everything that pages could have changed, one item per line."""
import time

import boto3

s3, sqs, dynamodb, gateway = (boto3.client(name) for name in ("s3", "sqs", "dynamodb", "apigatewayv2"))
for bucket in s3.list_buckets()["Buckets"]:
    versions = s3.list_object_versions(Bucket=bucket["Name"])
    print("bucket", bucket["Name"], [
        (each["Key"], each["VersionId"], each.get("ETag")) for kind in ("Versions", "DeleteMarkers") for each in versions.get(kind, [])
        # The schedule creates these at any time.
        if not each["Key"].startswith("reports/")])
for function in boto3.client("lambda").list_functions(FunctionVersion="ALL")["Functions"]:
    print("function", function["FunctionArn"], function["CodeSha256"], function["LastModified"])
for url in sqs.list_queues()["QueueUrls"]:
    # Messages that an earlier test sent may still be in flight.
    while (attributes := sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"])["ApproximateNumberOfMessagesNotVisible"] != "0":
        time.sleep(0.2)
    print("queue", url, sorted(attributes.items()))
for table in dynamodb.list_tables()["TableNames"]:
    print("table", table, dynamodb.scan(TableName=table)["Items"])
for role in boto3.client("iam").list_roles()["Roles"]:
    print("role", role["Arn"], role["AssumeRolePolicyDocument"])
for api in gateway.get_apis()["Items"]:
    print("api", api["ApiId"], api["Name"], len(gateway.get_routes(ApiId=api["ApiId"])["Items"]))
