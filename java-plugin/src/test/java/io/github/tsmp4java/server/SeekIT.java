package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.tsmp4java.corpus.MediaFile;
import io.github.tsmp4java.corpus.Pipeline;
import io.github.tsmp4java.corpus.Starts;
import io.github.tsmp4java.judge.Judge;
import io.github.tsmp4java.judge.Source;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Seeks through the real server: the bytes as in process, right by both judges, from one untouched cached copy. */
class SeekIT {
    private static final Set<String> SAMPLE = Set.of("h264_25fps_gop50.mp4", "h264_2997fps_gop60.mp4",
            "h264_video_delayed.mp4", "h264_audio_first_track.mp4", "h264_long_moov.mp4", "hevc_aac.mp4",
            "vp9_opus.mp4",
            "audio_44100.m4a", "prores_pcm.mov", "h264_subtitles.mp4");
    private static Site site;

    @BeforeAll
    static void open() {
        site = Site.open("seek");
    }

    @AfterAll
    static void close() {
        site.close();
    }

    @TestFactory
    @Tag("sample")
    Stream<DynamicTest> sample() {
        return MediaFile.made().stream().filter(file -> SAMPLE.contains(file.name()))
                .map(file -> DynamicTest.dynamicTest(file.name(), () -> seek(file.name(), file.bytes(), 3)));
    }

    @TestFactory
    @Tag("full")
    Stream<DynamicTest> everyMadeFile() {
        return MediaFile.made().stream().filter(file -> CutFiles.isCut(file.bytes()))
                .map(file -> DynamicTest.dynamicTest(file.name(), () -> seek(file.name(), file.bytes(), 11)));
    }

    @TestFactory
    @Tag("full")
    Stream<DynamicTest> everyCollectedFile() {
        return MediaFile.corpus().stream().filter(file -> file.kind().equals("seekable"))
                .filter(file -> CutFiles.isCut(file.bytes()))
                .map(file -> DynamicTest.dynamicTest(file.name(), () -> seek(file.name().replaceAll("^.*/", "")
                        .replaceAll("\\.[^.]*$", ".mp4"), file.bytes(), 11)));
    }

    private static void seek(String name, byte[] file, int starts) throws Exception {
        Source source = Source.of(file);
        Judge judge = new Judge(source);
        List<String> all = Starts.of(judge.movie(), name.hashCode());
        // One frame after a key frame, past the end and a random moment come first, then the others.
        List<String> chosen = starts >= all.size() ? all
                : List.of(all.get(2), all.get(all.size() - 5), all.get(all.size() - 1));
        for (Client first : site.clients()) {
            String path = site.place(Behaviour.PLAIN, name, file);
            for (String start : chosen) {
                byte[] wanted = Pipeline.cutBytesAnywhere(source, start);
                assertEquals(List.of(), judge.judge(Source.of(wanted), start), start);
                // The first request of all meets a cold cache, the others a warm one.
                for (Client client : first == site.plain ? site.clients() : List.of(site.http2, site.plain)) {
                    Reply reply = client.get(path + "?start=" + start);
                    assertEquals(200, reply.status());
                    assertEquals(client == site.http2 ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1,
                            reply.version());
                    assertArrayEquals(wanted, reply.body(), () -> start + " " + reply);
                    assertEquals(String.valueOf(wanted.length), reply.header("Content-Length"));
                    site.cached(path);
                }
                if (first == site.plain) {
                    assertEquals(Set.of(), Ffmpeg.newComplaints(name, file, wanted), start);
                }
            }
            assertArrayEquals(file, first.get(path).body(), "the cached object is the origin's");
            assertEquals(1, site.origin.wholeRequestsFor(path).size(), "one cached copy serves every start");
        }
    }
}
