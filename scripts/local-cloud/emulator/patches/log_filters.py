"""moto takes a filter pattern of several terms for one, and knows neither JSON, fields, ?, - nor regular expressions."""

import log_patterns
from moto.logs.exceptions import InvalidParameterException
from moto.logs.utils import EventMessageFilter


def apply() -> None:
    def create(self: EventMessageFilter, pattern: str | None) -> None:
        try:
            self.matches = log_patterns.compiled(pattern or "")
        except log_patterns.PatternError:
            raise InvalidParameterException("Invalid filter pattern") from None

    EventMessageFilter.__init__ = create
