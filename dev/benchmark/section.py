"""A part of a page, as of docs/RELIABILITY.md, that a script writes between two marks; the rest stays."""
import sys
from pathlib import Path

HEAD = """# What was done to it, and what came of it

Each part says which script or which tests it comes from; anybody can run them again.
"""


def replace_section(page: Path, name: str, text: str) -> None:
    """Where it is not there yet, it comes last."""
    begin, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->\n"
    old = page.read_text() if page.exists() else HEAD
    before, _, rest = old.partition(begin)
    after = rest.partition(end)[2] if rest else ""
    if not rest:
        before += "\n"
    page.write_text(f"{before}{begin}{text}{end}{after}")


if __name__ == "__main__":
    replace_section(Path(sys.argv[1]), sys.argv[2], sys.stdin.read())
