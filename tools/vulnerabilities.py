"""Ask the public database whether a locked package has a known vulnerability.

Needs the network. A package that could not be looked up is counted and named as such, never as
clean; it is no failure, so that `make audit` ends well on a machine without a network.
"""

import json
import subprocess
import sys
from typing import Any


def main(locks: list[str]) -> int:
    """Run pip-audit on each lock; return 1 when one holds a version with a known vulnerability."""
    return max([audit(lock) for lock in locks], default=0)


def audit(lock: str) -> int:
    """Print what the database says of `lock`; return 1 when it names a vulnerability."""
    command = [sys.executable, "-m", "pip_audit", "--requirement", lock, "--format", "json"]
    command += ["--require-hashes", "--disable-pip", "--progress-spinner", "off"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        packages: list[dict[str, Any]] = json.loads(result.stdout)["dependencies"]
    except ValueError:
        last = (result.stderr.strip().splitlines() or ["no reason given"])[-1]
        print(f"{lock}: not checked, the database of vulnerabilities did not answer ({last}).")
        return 0
    unknown = [package["name"] for package in packages if "skip_reason" in package]
    vulnerable = [package for package in packages if package.get("vulns")]
    for package in vulnerable:
        names = ", ".join(entry["id"] for entry in package["vulns"])
        print(f"{lock}: {package['name']} {package['version']} has {names}.")
    checked = len(packages) - len(unknown)
    print(f"{lock}: {checked} packages checked, {len(vulnerable)} with a known vulnerability.")
    if unknown:
        print(f"{lock}: not checked, the database gave no answer: {', '.join(unknown)}.")
    return 1 if vulnerable else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
