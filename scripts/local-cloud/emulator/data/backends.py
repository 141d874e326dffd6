"""moto's stores of the local cloud's only account and Region."""

from typing import Any

from moto.backends import get_backend
from moto.core.models import DEFAULT_ACCOUNT_ID

from tools.common.cloud import REGION

# S3's and IAM's stores belong to no Region.
PARTITION = "aws"


def of(service: Any) -> Any:
    backends = get_backend(service)[DEFAULT_ACCOUNT_ID]
    return backends[PARTITION if service == "s3" else REGION]
