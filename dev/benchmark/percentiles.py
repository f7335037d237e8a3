"""Latencies, told by their percentiles."""
import math

NAMES = {"p50": 0.5, "p99": 0.99, "p99.9": 0.999, "longest": 1.0}


def percentiles(seconds: list) -> dict:
    """Nearest rank: each is one that was measured. Of fewer than a thousand the longest stands for p99.9."""
    in_order = sorted(seconds)
    return {name: in_order[max(0, math.ceil(part * len(in_order)) - 1)] for name, part in NAMES.items()}
