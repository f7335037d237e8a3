package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.corpus.MediaFile;
import io.github.tsmp4java.corpus.ModelFiles;
import io.github.tsmp4java.corpus.Starts;
import io.github.tsmp4java.judge.Judge;
import io.github.tsmp4java.judge.Movie;
import io.github.tsmp4java.judge.Ratio;
import io.github.tsmp4java.judge.RawBox;
import io.github.tsmp4java.judge.Source;
import io.github.tsmp4java.judge.Track;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Traffic Server's own mp4.so gets wrong about a cut. */
@Tag("sample")
class Mp4SoRowsIT {
    private static Site site;

    @BeforeAll
    static void open() {
        site = Site.open("rows");
    }

    @AfterAll
    static void close() {
        site.close();
    }

    private static Movie cut(String name, byte[] file, String start) {
        String path = site.place(Behaviour.PLAIN, name, file);
        Movie first = null;
        for (Client client : site.clients()) {
            byte[] body = client.get(path + "?start=" + start).body();
            assertEquals(List.of(), new Judge(Source.of(file)).judge(Source.of(body), start));
            assertEquals(java.util.Set.of(), Ffmpeg.newComplaints(file, body));
            first = Movie.of(Source.of(body), true);
        }
        return first;
    }

    private static Track video(Movie movie) {
        return movie.tracks().stream().filter(Track::isVideo).findFirst().orElseThrow();
    }

    /** A key frame every two seconds: mp4.so goes back one GOP too many. */
    @Test
    void aStartExactlyOnAKeyFrameIsThatKeyFrame() {
        byte[] file = MediaFile.made("h264_25fps_gop50.mp4").bytes();
        Movie movie = cut("h264_25fps_gop50.mp4", file, "12");
        assertEquals(Ratio.of(18, 1), video(movie).shownEnd());
        assertEquals(750 - 300, video(movie).samples().size());
    }

    @Test
    void aStartOneFrameAfterAKeyFrameBeginsOnAKeyFrame() {
        byte[] file = MediaFile.made("h264_25fps_gop50.mp4").bytes();
        Movie movie = cut("h264_25fps_gop50.mp4", file, "12.04");
        assertTrue(video(movie).samples().get(0).sync());
        assertEquals(Ratio.of(18, 1), video(movie).shownEnd());
    }

    /** Inside the first GOP, and anywhere in a file with B-frames and the priming of AAC: one and the same shift. */
    @ParameterizedTest
    @CsvSource({"0.5,0", "1.9,0", "7.77,6", "15.5,14"})
    void soundAndPictureStayTogether(String start, String keyFrame) {
        byte[] file = MediaFile.made("h264_25fps_gop50.mp4").bytes();
        Movie source = Movie.of(Source.of(file), false);
        Ratio at = Ratio.parse(keyFrame);
        for (Track track : cut("h264_25fps_gop50.mp4", file, start).tracks()) {
            Track from = source.track(track.id()).orElseThrow();
            int skipped = from.samples().size() - track.samples().size();
            int last = track.samples().size() - 1;
            Ratio shift = from.edits().get(0).shown(from.samples().get(skipped + last).ct(), from.timescale())
                    .minus(track.edits().get(0).shown(track.samples().get(last).ct(), track.timescale()));
            assertTrue(shift.minus(at).abs().compareTo(Ratio.of(1, track.timescale())) <= 0, track + " " + shift);
        }
    }

    @Test
    void theDurationIsWhatRemains() {
        byte[] file = MediaFile.made("h264_25fps_gop50.mp4").bytes();
        String path = site.place(Behaviour.PLAIN, "h264_25fps_gop50.mp4", file);
        assertEquals(18.0, Ffmpeg.duration(site.plain.get(path + "?start=12").body()), 0.001);
    }

    @Test
    void theAudioOfAFileIsCutToo() {
        for (String name : List.of("audio_44100.m4a", "pcm_only.mov")) {
            byte[] file = MediaFile.made(name).bytes();
            cut(name, file, Starts.of(Movie.of(Source.of(file), false), 1).get(2));
        }
    }

    /** Each 32-bit field of the first 82 behind a box header of the moov, made huge: mp4.so aborts or hangs on some. */
    @Test
    void corruptFieldsEndNeitherTheProxyNorTheAnswer() {
        byte[] good = ModelFiles.all().get("sbgp version 1").bytes();
        RawBox moov = RawBox.parse(Source.of(good), false).get(1);
        List<Integer> fields = new ArrayList<>();
        fields(moov.children(), fields);
        assertTrue(fields.size() >= 82, () -> fields.size() + " fields");
        int whole = 0;
        for (int i = 0; i < fields.size(); i++) {
            byte[] bad = good.clone();
            ByteBuffer.wrap(bad).putInt(fields.get(i), i % 2 == 0 ? -1 : 0x7fffffff);
            String path = site.place(Behaviour.PLAIN, "bad" + i + ".mp4", bad);
            for (Client client : site.clients()) {
                Reply reply = client.get(path + "?start=3");
                assertEquals(200, reply.status());
                if (reply.body().length == bad.length) {
                    assertArrayEquals(bad, reply.body());
                    whole++;
                }
            }
            assertTrue(site.server.alive());
        }
        assertTrue(whole > 0);
    }

    private static void fields(List<RawBox> boxes, List<Integer> out) {
        for (RawBox box : boxes) {
            out.add((int) box.at());
            if (box.children().isEmpty()) {
                for (int at = 4; at < Math.min(box.body().length, 24) - 4; at += 4) {
                    out.add((int) box.at() + box.header() + at);
                }
            }
            fields(box.children(), out);
        }
    }
}
