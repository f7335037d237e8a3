package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.corpus.MediaFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What docs/MIGRATE.md says of nginx's mp4 module, of a real nginx, and of the plugin beside it. */
@Tag("full")
class NginxRowsIT {
    private static final MediaFile MOVIE = MediaFile.made("h264_25fps_gop50.mp4");
    private static final MediaFile FRAGMENTED = MediaFile.made("fragmented.mp4");
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int PORT = Ports.twoFree()[0];
    @TempDir
    private static Path here;
    private static Process nginx;
    private static Site site;
    private static String path;

    @BeforeAll
    static void open() throws Exception {
        Path configuration = Files.writeString(here.resolve("nginx.conf"), """
                daemon off; master_process off; pid HERE/pid; error_log HERE/errors;
                events {}
                http {
                    access_log off; root MEDIA; types { video/mp4 mp4; }
                    client_body_temp_path HERE/1; proxy_temp_path HERE/2; fastcgi_temp_path HERE/3;
                    uwsgi_temp_path HERE/4; scgi_temp_path HERE/5;
                    server {
                        listen 127.0.0.1:PORT;
                        location / { mp4; }
                        location /small/ { rewrite ^/small/(.*)$ /$1 break; mp4; mp4_buffer_size 1k; mp4_max_buffer_size 2k; }
                    }
                }
                """.replace("HERE", here.toString()).replace("MEDIA", MOVIE.path().getParent().toString())
                .replace("PORT", "" + PORT));
        String program = Files.exists(Path.of("/usr/sbin/nginx")) ? "/usr/sbin/nginx" : "nginx";
        nginx = new ProcessBuilder(program, "-p", here.toString(), "-c", configuration.toString())
                .redirectOutput(here.resolve("out").toFile()).redirectErrorStream(true).start();
        Runtime.getRuntime().addShutdownHook(new Thread(nginx::destroy));
        site = Site.open("nginx-rows");
        path = site.place(Behaviour.PLAIN, MOVIE.name(), MOVIE.bytes());
        for (int i = 0; !Files.exists(here.resolve("pid")); i++) {
            assertTrue(nginx.isAlive() && i < 1000, () -> Command.run("cat", here + "/out", here + "/errors").out());
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    @AfterAll
    static void close() throws InterruptedException {
        site.close();
        nginx.destroy();
        nginx.waitFor();
    }

    private static Reply nginx(String target, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + PORT + "/" + target));
        return Reply.of(HTTP.send((headers.length == 0 ? request : request.headers(headers)).build(),
                HttpResponse.BodyHandlers.ofByteArray()));
    }

    private static Reply nginxCut(String query, String... headers) throws IOException, InterruptedException {
        return nginx(MOVIE.name() + "?" + query, headers);
    }

    private static Reply here(String query, String... headers) {
        return site.plain.get(path + "?" + query, headers);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "1e3", "12abc", "1:30", "7,3"})
    void noNumberIsTheWholeFileForBoth(String start) throws Exception {
        assertArrayEquals(MOVIE.bytes(), nginxCut("start=" + start).body());
        assertArrayEquals(MOVIE.bytes(), here("start=" + start).body());
    }

    @Test
    void aStartPastTheEnd() throws Exception {
        assertEquals(500, nginxCut("start=99999").status());
        Reply last = here("start=99999");
        assertEquals(200, last.status());
        assertTrue(last.body().length < MOVIE.bytes().length);
    }

    @Test
    void aNegativeStart() throws Exception {
        assertArrayEquals(MOVIE.bytes(), nginxCut("start=-1").body());
        assertEquals(400, here("start=-1").status());
    }

    @Test
    void anEndThatIsNotAfterTheStartIsIgnoredByBoth() throws Exception {
        assertArrayEquals(nginxCut("start=5").body(), nginxCut("start=5&end=3").body());
        assertArrayEquals(here("start=5").body(), here("start=5&end=3").body());
    }

    @Test
    void namesInUpperCase() throws Exception {
        assertArrayEquals(nginxCut("start=7.3").body(), nginxCut("START=7.3").body());
        assertArrayEquals(MOVIE.bytes(), here("START=7.3").body());
    }

    @Test
    void aFragmentedFile() throws Exception {
        assertEquals(500, nginx(FRAGMENTED.name() + "?start=5").status());
        Reply cut = site.plain.get(site.place(Behaviour.PLAIN, FRAGMENTED.name(), FRAGMENTED.bytes()) + "?start=5");
        assertEquals(200, cut.status());
        assertTrue(cut.body().length < FRAGMENTED.bytes().length);
    }

    @Test
    void aMoovThatIsTooLarge() throws Exception {
        assertEquals(500, nginx("small/" + MOVIE.name() + "?start=5").status());
    }

    @Test
    void aRange() throws Exception {
        for (Reply one : new Reply[] {nginxCut("start=5", "Range", "bytes=0-99"), here("start=5", "Range", "bytes=0-99")}) {
            assertEquals(206, one.status());
            assertEquals(100, one.body().length);
        }
        String[] two = {"Range", "bytes=0-99,200-299"};
        assertEquals(200, nginxCut("start=5", two).status());
        assertEquals(200, here("start=5", two).status());
        assertArrayEquals(here("start=5").body(), here("start=5", two).body());
    }

    @Test
    void theTagOfACut() throws Exception {
        String file = nginx(MOVIE.name()).header("ETag");
        String cut = nginxCut("start=5").header("ETag");
        assertEquals(file.split("-")[0], cut.split("-")[0], "the file's time");
        assertEquals(Long.toHexString(nginxCut("start=5").body().length) + "\"", cut.split("-")[1]);
        assertTrue(here("start=5").header("ETag").startsWith(here("").header("ETag").replaceAll("\"$", ";mp4=")));
        assertEquals(-1, Arrays.mismatch(here("").body(), MOVIE.bytes()));
    }
}
