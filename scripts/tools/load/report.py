"""Judges a run of scripts/load: reads what wrk printed and the memory of each second, prints a table."""

import re
import sys
from collections import Counter
from pathlib import Path

ALLOWED = {200, 429, 503}
WARM_UP_S = 10
LARGEST_GROWTH_MB = 64


def main(wrk: Path, memory: Path) -> None:
    text = wrk.read_text()
    statuses = count(text)
    print(table(text, statuses))
    problems = [*problems_of(text, statuses), *growth_of(memory.read_text())]
    if problems:
        sys.exit("load: " + "\nload: ".join(problems))


def count(text: str) -> Counter[int]:
    statuses: Counter[int] = Counter()
    for status, number in re.findall(r"^status\s+(\d+)\s+(\d+)$", text, re.MULTILINE):
        statuses[int(status)] += int(number)
    return statuses


def table(text: str, statuses: Counter[int]) -> str:
    lines = [f"  status {status}  {number}" for status, number in sorted(statuses.items())]
    rate = re.search(r"Requests/sec:\s+([\d.]+)", text)
    lines.append(f"  answers a second, whatever their status  {rate[1] if rate else 'unknown'}")
    lines += [f"  latency {part}%  {value}" for part, value in re.findall(r"^ +(\d+)% +(\S+) *$", text, re.MULTILINE)]
    return "\n".join(lines)


def problems_of(text: str, statuses: Counter[int]) -> list[str]:
    problems = [f"{number} answers of status {status}" for status, number in statuses.items() if status not in ALLOWED]
    if not statuses[200]:
        problems.append("no answer of status 200")
    # wrk's line of errors is there only if there are some; it counts statuses of 400 and more on another.
    problems += re.findall(r"Socket errors: .*", text)
    return problems


def growth_of(memory: str) -> list[str]:
    samples = [int(line.split("\t")[1]) for line in memory.splitlines()]
    before, after = max(samples[: WARM_UP_S + 1]), max(samples[WARM_UP_S + 1 :])
    if after - before <= LARGEST_GROWTH_MB:
        return []
    return [f"the local cloud's memory grew from {before} MB in the first {WARM_UP_S} s to {after} MB"]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
