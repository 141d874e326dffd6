"""moto responds with 500 to an action that it doesn't implement, which AWS clients retry for minutes. It would run functions itself,
in Docker, for the actions Invoke and InvokeAsync; the compute plane runs them, and supports only Invoke."""

import json

from moto.awslambda.responses import LambdaResponse
from moto.core.common_types import TYPE_RESPONSE
from moto.core.responses import BaseResponse


def apply() -> None:
    original = BaseResponse.call_action

    def patched(self: BaseResponse) -> TYPE_RESPONSE:
        try:
            return original(self)
        except NotImplementedError as error:
            message = f"The local cloud doesn't support this: {error}."
            headers = {"Content-Type": "application/json", "X-Amzn-ErrorType": "NotImplemented"}
            return 400, headers, json.dumps({"__type": "NotImplemented", "message": message, "Message": message})

    BaseResponse.call_action = patched
    LambdaResponse.invoke = LambdaResponse.invoke_async = refuse


def refuse(_self: LambdaResponse) -> TYPE_RESPONSE:
    raise NotImplementedError("instead of InvokeAsync, call Invoke with the invocation type Event")
