"""What a client asks, and what it got."""
from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class Ask:
    """leave: how the client leaves after so many bytes of the body, if it does."""
    host: str
    target: str
    method: str = "GET"
    fields: tuple = ()
    raw: bytes = b""
    version: str = "HTTP/1.1"
    leave: str = ""
    leave_after: int = 0
    slow_ms: int = 0
    pauses: bool = False
    is_split: bool = False
    half_closes: bool = False

    def plainly(self) -> "Ask":
        """The same by a client that behaves."""
        return Ask(self.host, self.target, self.method, self.fields)

    def to(self, target: str) -> "Ask":
        return replace(self, target=target)


@dataclass(frozen=True)
class Outcome:
    """status: 0 where no header came. is_complete: the client cannot know that anything is missing."""
    status: int
    fields: dict = field(default_factory=dict)
    body: bytes = b""
    is_complete: bool = False
    note: str = ""

    def __str__(self) -> str:
        whole = "complete" if self.is_complete else "broken"
        return f"{self.status}, {len(self.body):,} bytes, {whole}{', ' if self.note else ''}{self.note}"


LEFT = "the client has left"
