"""moto takes the body of a PUT with a form's content type for a form: it stores an empty object, and takes the form's fields for
parameters of the request."""

from typing import Any

from moto.s3.responses import S3Response
from werkzeug.datastructures import ImmutableMultiDict


def apply() -> None:
    original = S3Response.setup_class

    def patched(self: S3Response, request: Any, full_url: str, headers: Any) -> None:
        if request.method == "PUT":
            # Once the body has been read as it is, it isn't parsed.
            request.get_data(cache=True)
            request.__dict__["form"] = request.__dict__["files"] = ImmutableMultiDict()
        original(self, request, full_url, headers)

    S3Response.setup_class = patched
