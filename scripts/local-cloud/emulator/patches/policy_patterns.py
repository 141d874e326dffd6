"""moto treats the names in a policy as regular expressions, in which "." is any character and "?" is not a wildcard, and compares
actions case-sensitively; a statement without Resource, even with NotResource, always allows access, whatever its effect.
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html"""

import re
from typing import Any

from moto.iam.access_control import IAMPolicyStatement, PermissionResult

WILDCARDS = {"*": ".*", "?": "."}


def apply() -> None:
    decide = IAMPolicyStatement.is_action_permitted

    def patched(self: IAMPolicyStatement, action: str, resource: str = "*", *others: Any, **named: Any) -> PermissionResult:
        result = decide(self, action, resource, *others, **named)
        if result is PermissionResult.PERMITTED and "NotResource" in self._statement and self._check_element_matches("NotResource", resource):
            return PermissionResult.NEUTRAL
        if result is PermissionResult.PERMITTED and self._statement["Effect"] == "Deny":
            return PermissionResult.DENIED
        return result

    IAMPolicyStatement.is_action_permitted = patched
    IAMPolicyStatement._check_element_matches = check_element_matches


def check_element_matches(self: IAMPolicyStatement, element: str, value: str) -> bool:
    patterns = self._statement[element]
    flags = re.DOTALL | (re.IGNORECASE if element.endswith("Action") else 0)
    return any(
        re.fullmatch("".join(WILDCARDS.get(character, re.escape(character)) for character in pattern), value, flags)
        for pattern in ([patterns] if isinstance(patterns, str) else patterns)
    )
