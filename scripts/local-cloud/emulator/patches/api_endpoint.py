"""moto gives an API the endpoint that it would have on AWS, where nothing of the local cloud is served."""

from typing import Any

from moto.apigatewayv2.models import Api


def apply(gateway: str) -> None:
    original = Api.__init__

    def patched(self: Api, *args: Any, **kwargs: Any) -> None:
        original(self, *args, **kwargs)
        self.api_endpoint = gateway

    Api.__init__ = patched
