"""The commands of a page, as a reader would type them."""
import re
from pathlib import Path


def commands(page: Path, heading: str) -> list[str]:
    """The lines of the first block of commands under a heading."""
    section = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", page.read_text(), re.MULTILINE | re.DOTALL)
    block = section and re.search(r"^```sh\n(.*?)^```", section[1], re.MULTILINE | re.DOTALL)
    if not block:
        raise RuntimeError(f"{page.name} has no commands under '{heading}'")
    return block[1].splitlines()
