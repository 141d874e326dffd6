"""How long logs can be kept: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html"""

from .refused import Refused
from .rules import Request, rule

DAYS = (1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653)


@rule("logs", "PutRetentionPolicy")
def retention(request: Request) -> None:
    days = request["retentionInDays"]
    if days not in DAYS:
        raise Refused("InvalidParameterException", f"1 validation error detected: Value '{days}' at 'retentionInDays' failed to satisfy constraint: "
                      f"Member must satisfy enum value set: [{', '.join(map(str, DAYS))}]")
