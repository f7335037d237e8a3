"""What the origin of the demo has: the page, the movie, and what Traffic Server says of its requests."""
import json
import os
import re
from pathlib import Path

from movie import Movie

TOP = Path(__file__).resolve().parents[2]
PAGE = TOP / "dev/demonstration/page"
PLAYER = TOP / "docs/player"
MEDIA = re.compile(r"\.(mp4|m4[vabr]|mov|qt|3g[p2]|f4[va]|ism[va]|cmf[va])$", re.IGNORECASE)


class SiteFolder:
    def __init__(self, root: Path, has_mp4_so: bool):
        """root: the folder where the site, Traffic Server and what it says are."""
        self.folder = root / "site"
        self.movie_name = ""
        self._shown = 0
        self._has_mp4_so = has_mp4_so
        (self.folder / "media").mkdir(parents=True)
        for file in PAGE.iterdir():
            (self.folder / file.name).symlink_to(file)
        (self.folder / "player").symlink_to(PLAYER)
        (self.folder / "story.txt").symlink_to(root / "traffic_server.out")
        (self.folder / "sent.log").symlink_to(root / "proxy/log/sent.log")

    def show(self, path: Path, movie: Movie) -> None:
        """This movie from now on; path: where it is. Its URL is its own, since a cache may have the movies before."""
        if self.movie_name:
            (self.folder / "media" / self.movie_name).unlink()
        self.movie_name = _url_name(f"{self._shown}-{path.name}" if self._shown else path.name)
        self._shown += 1
        (self.folder / "media" / self.movie_name).symlink_to(path)
        picture = self.folder / "poster.jpg"
        picture.unlink(missing_ok=True)
        movie.poster(path, picture)
        facts = {**movie.facts(), "file": self.movie_name, "hasMp4So": self._has_mp4_so}
        part = self.folder / "movie.part"
        part.write_text(json.dumps(facts))
        os.replace(part, self.folder / "movie.json")


def _url_name(name: str) -> str:
    """One that needs no escapes, and that the plugin takes for media."""
    plain = re.sub(r"[^\w.-]", "_", name, flags=re.ASCII)
    return plain if MEDIA.search(plain) else f"{plain}.mp4"
