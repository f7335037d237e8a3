"""What the origin of the demo has: the page, the movie, and what Traffic Server says of its requests."""
import json
import re
from pathlib import Path

from movie import Movie

TOP = Path(__file__).resolve().parents[2]
PAGE = TOP / "dev/demonstration/page"
PLAYER = TOP / "docs/player"
MEDIA = re.compile(r"\.(mp4|m4[vabr]|mov|qt|3g[p2]|f4[va]|ism[va]|cmf[va])$", re.IGNORECASE)


class SiteFolder:
    def __init__(self, root: Path, path: Path, movie: Movie, has_mp4_so: bool):
        """path: of the movie. root: the folder where the site, Traffic Server and what it says are."""
        self.folder = root / "site"
        self.movie_name = _url_name(path.name)
        (self.folder / "media").mkdir(parents=True)
        for file in PAGE.iterdir():
            (self.folder / file.name).symlink_to(file)
        (self.folder / "player").symlink_to(PLAYER)
        (self.folder / "media" / self.movie_name).symlink_to(path)
        facts = {**movie.facts(), "file": self.movie_name, "hasMp4So": has_mp4_so}
        (self.folder / "movie.json").write_text(json.dumps(facts))
        movie.poster(path, self.folder / "poster.jpg")
        (self.folder / "story.txt").symlink_to(root / "traffic_server.out")
        (self.folder / "sent.log").symlink_to(root / "proxy/log/sent.log")


def _url_name(name: str) -> str:
    """One that needs no escapes, and that the plugin takes for media."""
    plain = re.sub(r"[^\w.-]", "_", name, flags=re.ASCII)
    return plain if MEDIA.search(plain) else f"{plain}.mp4"
