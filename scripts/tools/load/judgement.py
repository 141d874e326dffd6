"""Judges a run of scripts/load by what wrk printed and by the memory of each second."""

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
    lines.append(f"  answers a second, whatever their status  {rate[1] if rate else 'unknown'}")
    lines += [f"  latency {part}%  {value}" for part, value in re.findall(r"^ +(\d+)% +(\S+) *$", text, re.MULTILINE)]
    return "\n".join(lines)


def problems_of(text: str) -> list[str]:
    statuses = count(text)
    problems = [f"{number} answers of status {status}" for status, number in statuses.items() if status not in ALLOWED]
    if not statuses[200]:
        problems.append("no answer of status 200")
    # wrk's line of errors is there only if there are some; it counts statuses of 400 and more on another.
    problems += re.findall(r"Socket errors: .*", text)
    return problems


def growth_of(samples: list[int]) -> list[str]:
    """Samples: in MB, one a second."""
    before, after = max(samples[: WARM_UP_S + 1]), max(samples[WARM_UP_S + 1 :], default=0)
    if after - before <= LARGEST_GROWTH_MB:
        return []
    return [f"the local cloud's memory grew from {before} MB in the first {WARM_UP_S} s to {after} MB"]
