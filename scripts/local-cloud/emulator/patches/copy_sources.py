"""moto's IAM is asked about the object that CopyObject and UploadPartCopy write, and not about the one that they read, so that
a role reads whatever it may copy to a bucket of its own."""

from collections.abc import Callable
from urllib.parse import parse_qs, unquote, urlparse

from moto.core.common_types import TYPE_RESPONSE
from moto.s3.exceptions import InvalidArgumentError
from moto.s3.responses import S3Response


def apply() -> None:
    S3Response.copy_object = checked(S3Response.copy_object)
    S3Response.upload_part_copy = checked(S3Response.upload_part_copy)


def checked(copy: Callable[[S3Response], TYPE_RESPONSE]) -> Callable[[S3Response], TYPE_RESPONSE]:
    def patched(self: S3Response) -> TYPE_RESPONSE:
        # As moto reads it, so that what is looked up is what is copied. It takes the ARN of an access point for a bucket that is
        # not there.
        header = self.headers["x-amz-copy-source"]
        source = urlparse(header)
        bucket, _, key = unquote(source.path).lstrip("/").partition("/")
        if not key:
            raise InvalidArgumentError("The source of a copy is BUCKET/KEY.", "x-amz-copy-source", header)
        written = self.data["Action"]
        self.data["Action"] = "GetObjectVersion" if "versionId" in parse_qs(source.query) else "GetObject"
        self._authenticate_and_authorize_s3_action(bucket_name=bucket, key_name=key)
        self.data["Action"] = written
        return copy(self)

    return patched
