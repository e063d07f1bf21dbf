"""Print the benchmarks: `python -m bench` for all, `python -m bench pages` or `alignment` for one."""

from __future__ import annotations

import subprocess
import sys

ALL = ("pages", "alignment")


def main(wanted: list[str]) -> int:
    """Run the wanted benchmarks, each in its own process, and return the worst exit status."""
    worst = 0
    for name in wanted or ALL:
        if name not in ALL:
            print(f"There is no benchmark “{name}”; there are: {', '.join(ALL)}.", file=sys.stderr)
            return 2
        print(f"== {name}", flush=True)
        worst = max(
            worst, subprocess.run([sys.executable, "-m", f"bench.{name}"], check=False).returncode
        )
    return worst


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
