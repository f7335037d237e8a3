"""One row of the comparison each: a movie of dev/media that has the trait, and where it is cut."""
from dataclasses import dataclass


@dataclass(frozen=True)
class Trait:
    name: str
    movie: str
    # Seconds, in decimal, as they stand in the request.
    start: str

    def file(self) -> str:
        """What the servers call it: mp4.so and nginx take .mp4 only."""
        return self.movie.rpartition(".")[0] + ".mp4"


TRAITS = (
    Trait("B-frames, AAC priming", "h264_25fps_gop50.mp4", "7.3"),
    Trait("start inside the first GOP", "h264_25fps_gop50.mp4", "1"),
    Trait("start exactly on a key frame", "h264_25fps_gop50.mp4", "6"),
    Trait("start one frame after a key frame", "h264_25fps_gop50.mp4", "6.04"),
    Trait("moov last", "h264_moov_last.mp4", "5.3"),
    Trait("fragmented", "fragmented.mp4", "5.3"),
    Trait("two audio tracks", "h264_two_audio_44100.mp4", "7.3"),
    Trait("subtitles", "h264_subtitles.mp4", "7.3"),
    Trait("audio delayed by 3 s", "h264_audio_delayed.mp4", "7.3"),
    Trait("the same, start before the audio", "h264_audio_delayed.mp4", "2.5"),
    Trait("movie timescale 1", "h264_movie_timescale_1.mp4", "7.3"),
    Trait("movie timescale 600, QuickTime", "h264_movie_timescale_600.mov", "7.3"),
    Trait("HEVC", "hevc_aac.mp4", "7.3"),
    Trait("VP9, Opus", "vp9_opus.mp4", "7.3"),
    Trait("AV1, Opus", "av1_opus.mp4", "7.3"),
    Trait("open GOP", "h264_open_gop.mp4", "7.3"),
    Trait("variable frame rate", "h264_vfr.mp4", "12.5"),
    Trait("long moov, 20 minutes", "h264_long_moov.mp4", "1100.3"),
)
