"""An error in the format that AWS clients expect: XML for S3 and for services with form requests, JSON for the others.
https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html"""

import json
from typing import Any
from xml.sax.saxutils import escape

from signatures import Refusal

FORM = "application/x-www-form-urlencoded"
# Requests that can't be read are the caller's mistake; all others are forbidden.
STATUS: dict[str, int] = dict.fromkeys(
    ("IncompleteSignature", "MalformedHttpRequestException", "UnknownOperationException", "ValidationException", "XAmzContentSHA256Mismatch"), 400)


def response(refusal: Refusal, environ: dict[str, Any]) -> tuple[int, dict[str, str], bytes]:
    """The status, headers and body of the response."""
    content_type, body = written(refusal, environ)
    headers = {"Content-Type": content_type, "X-Amzn-ErrorType": refusal.code}
    return STATUS.get(refusal.code, 403), headers, b"" if environ["REQUEST_METHOD"] == "HEAD" else body.encode()


def written(refusal: Refusal, environ: dict[str, Any]) -> tuple[str, str]:
    code, message = refusal.code, str(refusal)
    if environ.get("CONTENT_TYPE", "").startswith(FORM) and refusal.service != "s3":
        return "text/xml", f"<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>{escape(message)}</Message></Error></ErrorResponse>"
    if refusal.service == "s3" or (refusal.service == "" and "HTTP_X_AMZ_TARGET" not in environ):
        return "application/xml", f'<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>{code}</Code><Message>{escape(message)}</Message></Error>'
    return "application/json", json.dumps({"__type": code, "message": message, "Message": message})
