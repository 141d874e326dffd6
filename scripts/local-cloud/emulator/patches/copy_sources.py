"""For CopyObject and UploadPartCopy, moto authorizes the object to write but not the one to read, so a role can read anything that
it can copy to a bucket of its own."""

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
        # Parsed as in moto, so that the authorized object is the one that is copied. moto treats the ARN of an access point as a
        # bucket that doesn't exist.
        header = self.headers["x-amz-copy-source"]
        source = urlparse(header)
        bucket, _, key = unquote(source.path).lstrip("/").partition("/")
        if not key:
            raise InvalidArgumentError("The source of a copy must be BUCKET/KEY.", "x-amz-copy-source", header)
        written = self.data["Action"]
        self.data["Action"] = "GetObjectVersion" if "versionId" in parse_qs(source.query) else "GetObject"
        self._authenticate_and_authorize_s3_action(bucket_name=bucket, key_name=key)
        self.data["Action"] = written
        return copy(self)

    return patched
