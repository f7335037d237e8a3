"""What a player is given of a file: its packets as ffprobe reads them, edit lists applied."""
import json
import subprocess
from collections import Counter
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from pathlib import Path

import boxes


@dataclass(frozen=True)
class Packet:
    # Seconds of the presentation.
    time: Fraction
    key: bool
    presented: bool
    digest: str


@dataclass(frozen=True)
class Track:
    kind: str
    # In decoding order.
    packets: tuple

    @cached_property
    def shown(self) -> list:
        """Indexes of the packets that are presented, in presentation order."""
        presented = [i for i, packet in enumerate(self.packets) if packet.presented]
        return sorted(presented, key=lambda i: self.packets[i].time)

    def offset_of(self, cut: "Track") -> int | None:
        """Which packet the first of the cut's is; None where they have none in common.

        A cut is the rest of its source, and digests may repeat; only what is no rest is looked for packet by packet.
        """
        rest = len(self.packets) - len(cut.packets)
        digests = [packet.digest for packet in self.packets]
        if rest >= 0 and digests[rest:] == [packet.digest for packet in cut.packets]:
            return rest
        places: dict = {}
        for i, digest in enumerate(digests):
            places.setdefault(digest, []).append(i)
        votes = Counter(place - i for i, packet in enumerate(cut.packets) for place in places.get(packet.digest, ()))
        return max(votes, key=lambda offset: (votes[offset], -abs(offset - rest)), default=None)


def probe(path: Path) -> list[Track]:
    """No tracks, where ffprobe reads nothing of it."""
    return _probe(path)


def probe_exactly(path: Path) -> list[Track]:
    """ffprobe begins an edit that begins inside a sample with the next one, and moves all that follow as much. So the
    times here are those of the media, with the edit list applied to them as it is written."""
    tracks = []
    timings = boxes.timings(path)
    for track, timing in zip(_probe(path, "-ignore_editlist", "1"), timings):
        packets = tuple(replace(packet, time=packet.time + timing) for packet in track.packets)
        tracks.append(Track(track.kind, packets))
    return tracks


def _probe(path: Path, *options: str) -> list[Track]:
    command = ["ffprobe", "-v", "error", *options, "-of", "json", "-show_packets", "-show_data_hash", "md5",
               "-show_entries", "stream=index,codec_type,time_base:packet=stream_index,pts,flags,data_hash", path]
    found = json.loads(subprocess.run(command, capture_output=True, check=False).stdout or "{}")
    streams = {stream["index"]: stream for stream in found.get("streams", ())}
    packets: dict = {index: [] for index in streams}
    for packet in found.get("packets", ()):
        if "pts" in packet:
            index = packet["stream_index"]
            time = packet["pts"] * Fraction(streams[index]["time_base"])
            packets[index].append(Packet(time, "K" in packet["flags"], time >= 0 and "D" not in packet["flags"],
                                         packet.get("data_hash", "")))
    return [Track(stream["codec_type"], tuple(packets[index])) for index, stream in sorted(streams.items())]
