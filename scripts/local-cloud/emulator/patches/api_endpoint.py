"""moto returns the endpoint that an API would have on AWS, instead of the local cloud's gateway."""

from typing import Any

from moto.apigatewayv2.models import Api


def apply(gateway: str) -> None:
    original = Api.__init__

    def patched(self: Api, *args: Any, **kwargs: Any) -> None:
        original(self, *args, **kwargs)
        self.api_endpoint = gateway

    Api.__init__ = patched
