"""moto answers 500 to an action that it does not implement, and AWS clients then retry for minutes."""

import json

from moto.core.common_types import TYPE_RESPONSE
from moto.core.responses import BaseResponse


def apply() -> None:
    original = BaseResponse.call_action

    def patched(self: BaseResponse) -> TYPE_RESPONSE:
        try:
            return original(self)
        except NotImplementedError as error:
            message = f"The local cloud can't do this: {error}."
            headers = {"Content-Type": "application/json", "X-Amzn-ErrorType": "NotImplemented"}
            return 400, headers, json.dumps({"__type": "NotImplemented", "message": message, "Message": message})

    BaseResponse.call_action = patched
