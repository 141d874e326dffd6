"""Names of parameters: https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html"""

import re

from .refused import Refused
from .rules import Request, rule

NAME = re.compile(r"(?!/?(ssm|aws))/?[\w.-]+(/[\w.-]+)*", re.ASCII | re.IGNORECASE)
DEEPEST = 15


@rule("ssm", "PutParameter")
def name(request: Request) -> None:
    """The message is the same for all mistakes: https://github.com/boto/boto3/issues/1499"""
    name: str = request["Name"]
    if not NAME.fullmatch(name) or name.strip("/").count("/") >= DEEPEST:
        raise Refused("ValidationException", 'Parameter name: can\'t be prefixed with "ssm" (case-insensitive). If formed as a path, it can consist of sub-paths '
                      "divided by slash symbol; each sub-path can be formed as a mix of letters, numbers and the following 3 symbols .-_")
