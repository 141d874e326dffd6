"""Evaluates a run of scripts/load by the output of wrk and the memory in each second."""

import re
from collections import Counter

ALLOWED = {200, 429, 503}
WARM_UP_S = 10
LARGEST_GROWTH_MB = 64


def count(text: str) -> Counter[int]:
    statuses: Counter[int] = Counter()
    for status, number in re.findall(r"^status\s+(\d+)\s+(\d+)$", text, re.MULTILINE):
        statuses[int(status)] += int(number)
    return statuses


def table(text: str) -> str:
    lines = [f"  status {status}  {number}" for status, number in sorted(count(text).items())]
    rate = re.search(r"Requests/sec:\s+([\d.]+)", text)
    lines.append(f"  responses per second, whatever their status  {rate[1] if rate else 'unknown'}")
    lines += [f"  latency {part}%  {value}" for part, value in re.findall(r"^ +(\d+)% +(\S+) *$", text, re.MULTILINE)]
    return "\n".join(lines)


def problems_of(text: str) -> list[str]:
    statuses = count(text)
    problems = [f"{number} responses with status {status}" for status, number in statuses.items() if status not in ALLOWED]
    if not statuses[200]:
        problems.append("no response with status 200")
    # wrk prints its line of errors only if there are any; it counts statuses of 400 and above on another line.
    problems += re.findall(r"Socket errors: .*", text)
    return problems


def growth_of(samples: list[int]) -> list[str]:
    """Samples: in MB, one per second."""
    before, after = max(samples[: WARM_UP_S + 1]), max(samples[WARM_UP_S + 1 :], default=0)
    if after - before <= LARGEST_GROWTH_MB:
        return []
    return [f"the local cloud's memory grew from {before} MB in the first {WARM_UP_S} s to {after} MB"]
