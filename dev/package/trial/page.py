"""The commands of a page, as a reader would type them."""
import re
from pathlib import Path


def commands(page: Path, heading: str) -> list[str]:
    """The first block of commands under a heading, one after the other; one that goes on in the next line is joined."""
    section = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", page.read_text(), re.MULTILINE | re.DOTALL)
    block = section and re.search(r"^```sh\n(.*?)^```", section[1], re.MULTILINE | re.DOTALL)
    if not block:
        raise RuntimeError(f"{page.name} has no commands under '{heading}'")
    return re.sub(r" *\\\n *", " ", block[1]).splitlines()
