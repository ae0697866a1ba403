"""Measures the figures of speed and memory as ratios: `python -m benchmarks`, or `make bench`."""
