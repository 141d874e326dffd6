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
    return refusal.status or STATUS.get(refusal.code, 403), headers, b"" if environ["REQUEST_METHOD"] == "HEAD" else body.encode()


def unknown(service: str, environ: dict[str, Any]) -> Refusal:
    """For an operation that moto doesn't have."""
    return Refusal("UnknownOperationException", f"The local cloud doesn't have this operation of {service or 'AWS'}: {environ['REQUEST_METHOD']} "
                   f"{environ['PATH_INFO']}.", service)


def failed(service: str) -> Refusal:
    """For an operation in which moto failed. AWS clients don't retry after this status."""
    return Refusal("InternalFailure", f"The local cloud failed to perform this operation of {service or 'AWS'}. The log of its emulator, emulator.log, "
                   "contains the reason.", service, status=501)


def written(refusal: Refusal, environ: dict[str, Any]) -> tuple[str, str]:
    code, message = refusal.code, str(refusal)
    if environ.get("CONTENT_TYPE", "").startswith(FORM) and refusal.service != "s3":
        return "text/xml", f"<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>{escape(message)}</Message></Error></ErrorResponse>"
    if refusal.service == "s3" or (refusal.service == "" and "HTTP_X_AMZ_TARGET" not in environ):
        return "application/xml", f'<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>{code}</Code><Message>{escape(message)}</Message></Error>'
    return "application/json", json.dumps({"__type": code, "message": message, "Message": message})
