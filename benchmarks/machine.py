"""What the figures were measured on, for whoever compares two files of them."""

import os
import platform
import sqlite3
from importlib.metadata import version
from pathlib import Path

import psutil

from vvdesk import __version__

_LIBRARIES = ("SQLAlchemy", "openpyxl", "XlsxWriter", "python-calamine", "typst", "python-docx")


def describe(folder: Path) -> dict[str, str]:
    """Return name to description: processor, memory, disk, system, versions, load."""
    cores = f"{psutil.cpu_count(logical=False)} cores, {psutil.cpu_count()} threads"
    return {
        "vvdesk": __version__,
        "machine": f"{_processor()}, {cores}, {psutil.virtual_memory().total / 2**30:.0f} GB",
        "disk": _disk(folder),
        "system": f"{platform.system()} {platform.release()}",
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "sqlite": sqlite3.sqlite_version,
        **{name: version(name) for name in _LIBRARIES},
        "load before": ", ".join(f"{each:.2f}" for each in psutil.getloadavg()),
    }


def peak_memory() -> float:
    """Return the most memory this process ever held, in MB.

    On Linux `ru_maxrss` starts with what the parent held, so the kernel's own mark is read.
    """
    status = Path("/proc/self/status")
    if status.exists():
        lines = status.read_text(encoding="ascii").splitlines()
        mark = next(line for line in lines if line.startswith("VmHWM"))
        return int(mark.split()[1]) / 1024
    info = psutil.Process().memory_info()
    return float(getattr(info, "peak_wset", info.rss)) / 2**20


def _processor() -> str:
    about = Path("/proc/cpuinfo")
    if about.exists():
        for line in about.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _disk(folder: Path) -> str:
    here = folder.resolve()
    mounts = [
        part for part in psutil.disk_partitions(all=True) if here.is_relative_to(part.mountpoint)
    ]
    best = max(mounts, key=lambda part: len(part.mountpoint), default=None)
    return best.fstype if best else os.name
