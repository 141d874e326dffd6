"""SERVICE OPERATION PARAMETERS: calls AWS; prints the answer as JSON."""
import base64
import json
import sys

import boto3

service, operation, parameters = sys.argv[1:]
parameters = json.loads(parameters)
for name in ("ZipFile", "Payload"):
    if name in parameters:
        parameters[name] = base64.b64decode(parameters[name])
answer = getattr(boto3.client(service), operation)(**parameters)
if "Payload" in answer:
    answer["Payload"] = answer["Payload"].read().decode()
print(json.dumps(answer, default=str))
