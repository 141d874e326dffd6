"""Refuses what AWS would refuse, before moto sees it, so that a refused request changes nothing.

A request is checked first against the constraints in AWS's own models (constraints.py), and then against the rules that no model
contains (rules.py, and a module for each service): limits, references, and conflicts with other resources.
"""

import aws_error
from flask import request
from moto.core.common_types import TYPE_RESPONSE
from moto.core.responses import BaseResponse

from . import buckets, rules
from .parameters import parameters
from .refused import Refused, models_refusal


def apply() -> None:
    """Checks the requests of all services but S3, whose models have no constraints, and which has its own rules."""
    perform = BaseResponse.call_action

    def checked(self: BaseResponse) -> TYPE_RESPONSE:
        try:
            check(self)
        except Refused as refused:
            refused.service = self.boto3_service_name
            return aws_error.response(refused, request.environ)
        return perform(self)

    BaseResponse.call_action = checked
    rules.load()
    buckets.apply()


def check(action: BaseResponse) -> None:
    """Raises Refused if AWS would refuse the request."""
    found = parameters(action)
    if found is None:
        return
    operation, given = found
    refusal = models_refusal(operation, given)
    if refusal:
        raise refusal
    rules.check(operation, given, action.current_account, action.region)
