"""PREFIX COUNT: waits up to three minutes for that many results whose IDs begin with PREFIX; prints each as a line of JSON."""
import json
import os
import sys
import time
from typing import Any

import boto3

PROJECT = os.environ["PROJECT"]

dynamodb: Any = boto3.resource("dynamodb")
table, prefix, wanted = dynamodb.Table(f"{PROJECT}-local-results"), sys.argv[1], int(sys.argv[2])
found = []
for _ in range(180):
    found, page = [], {}
    while True:
        page = table.scan(**page)
        found += [item for item in page["Items"] if item["id"].startswith(prefix)]
        if "LastEvaluatedKey" not in page:
            break
        page = {"ExclusiveStartKey": page["LastEvaluatedKey"]}
    if len(found) >= wanted:
        break
    time.sleep(1)
for item in sorted(found, key=lambda item: item["id"]):
    print(json.dumps(item, sort_keys=True, default=str))
