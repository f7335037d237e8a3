"""Whether a dashboard is as Grafana's schema has it: read into the classes of its SDK, it comes out as it went in.

usage: check.py DASHBOARD
"""
import json
import sys

from grafana_foundation_sdk.cog.encoder import JSONEncoder
from grafana_foundation_sdk.cog.plugins import register_default_plugins
from grafana_foundation_sdk.models.dashboard import Dashboard


def differences(mine, known, path: str = ""):
    """What is in the first and not in the second: a field that the schema does not have is not read."""
    if isinstance(mine, dict) and isinstance(known, dict):
        for name, value in mine.items():
            if name in known:
                yield from differences(value, known[name], f"{path}/{name}")
            else:
                yield f"{path}/{name} is not in Grafana's schema"
    elif isinstance(mine, list) and isinstance(known, list) and len(mine) == len(known):
        for number, pair in enumerate(zip(mine, known)):
            yield from differences(*pair, f"{path}/{number}")
    elif mine != known:
        yield f"{path} is {mine!r}, Grafana reads {known!r}"


def main(path: str) -> int:
    register_default_plugins()
    with open(path, encoding="utf-8") as file:
        mine = json.load(file)
    known = json.loads(JSONEncoder().encode(Dashboard.from_json(mine)))
    found = list(differences(mine, known))
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
