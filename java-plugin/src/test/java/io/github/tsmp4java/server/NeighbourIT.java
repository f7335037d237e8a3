package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.judge.Source;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Beside other plugins of the rule, and by every kind of rule: a seek is cut cold, and read by its range warm. */
@Tag("sample")
class NeighbourIT {
    private static final String SECRET = "shared secret of the signer";
    private static final AtomicInteger PLACES = new AtomicInteger();
    private static final List<Footage> FOOTAGE = Footage.both();
    private static Site site;

    @BeforeAll
    static void open() {
        RunRoot root = new RunRoot("neighbour");
        Origin origin = new Origin();
        FOOTAGE.forEach(footage -> origin.serve(footage.name(), Source.of(footage.file())));
        root.write("etc/sign.config", "key0 = " + SECRET + "\nerror_url = 403\n");
        root.write("etc/before.config", "cond %{REMAP_PSEUDO_HOOK}\nset-header X-Before yes\n");
        root.write("etc/after.config", "cond %{REMAP_PSEUDO_HOOK}\nset-header X-After yes\n"
                + "cond %{SEND_RESPONSE_HDR_HOOK}\nset-header X-Said yes\n");
        String here = String.join(" ", Plugin.rule("--on-miss=stream"));
        String etc = root.folder + "/etc/";
        both(root, origin, "signed", "@plugin=url_sig.so @pparam=" + etc + "sign.config @pparam=pristineurl " + here);
        both(root, origin, "keyed", here + " @plugin=cachekey.so @pparam=--remove-all-params=true");
        both(root, origin, "rewritten", "@plugin=header_rewrite.so @pparam=" + etc + "before.config " + here
                + " @plugin=header_rewrite.so @pparam=" + etc + "after.config");
        both(root, origin, "conf", "@plugin=conf_remap.so @pparam=proxy.config.url_remap.pristine_host_hdr=1 " + here);
        root.write("etc/compress.config", "enabled true\ncompressible-content-type text/*\n");
        String compress = "@plugin=compress.so @pparam=" + etc + "compress.config";
        both(root, origin, "compress-before", compress + " " + here);
        both(root, origin, "compress-after", here + " " + compress);
        both(root, origin, "background-before", "@plugin=background_fetch.so " + here);
        both(root, origin, "background-after", here + " @plugin=background_fetch.so");
        both(root, origin, "one", here);
        String to = "http://127.0.0.1:" + origin.port() + "/plain/";
        root.rule("map http://127.0.0.1:" + root.port + "/two/ " + to + "one/ " + here);
        root.rule("map https://localhost:" + root.tlsPort + "/two/ " + to + "one/ " + here);
        root.rule("regex_map http://127\\.0\\.0\\.([0-9]):" + root.port + "/regex/ " + to + "regex/ " + here);
        root.rule("regex_map https://(local)host:" + root.tlsPort + "/regex/ " + to + "regex/ " + here);
        root.rule("map_with_recv_port http://127.0.0.1:" + root.port + "/port/ " + to + "port/ " + here);
        root.rule("map_with_recv_port https://localhost:" + root.tlsPort + "/port/ " + to + "port/ " + here);
        // What Traffic Server asks of itself comes over no port.
        both(root, origin, "port", here);
        site = Site.beside(root, origin);
    }

    private static void both(RunRoot root, Origin origin, String folder, String plugins) {
        String to = "http://127.0.0.1:" + origin.port() + "/plain/" + folder + "/ ";
        root.rule("map http://127.0.0.1:" + root.port + "/" + folder + "/ " + to + plugins);
        root.rule("map https://localhost:" + root.tlsPort + "/" + folder + "/ " + to + plugins);
    }

    @AfterAll
    static void close() {
        site.close();
    }

    private static String place(String folder, Footage footage) {
        return "/" + folder + "/" + PLACES.incrementAndGet() + "/" + footage.name();
    }

    @ParameterizedTest
    @ValueSource(strings = {"one", "regex", "port", "conf"})
    void byEachKindOfRule(String folder) {
        for (Client client : site.allClients()) {
            for (Footage footage : FOOTAGE) {
                String path = place(folder, footage);
                assertArrayEquals(footage.cold(), client.get(path + Footage.START).body(), path);
                site.cached(path, client);
                site.readsByRange(client, path + Footage.START, footage.cut());
                assertEquals(1, site.origin.requestsFor("/plain" + path).size());
            }
        }
    }

    /** Plugins that look at encodings, or at ranges, before this one or after it: seeks are the same with either. */
    @ParameterizedTest
    @ValueSource(strings = {"compress-before", "compress-after", "background-before", "background-after"})
    void besidePluginsOfEncodingsAndRanges(String folder) {
        String[] fields = {"Accept-Encoding", "gzip", "Range", "bytes=100-"};
        Footage footage = FOOTAGE.get(0);
        byte[] part = Arrays.copyOfRange(footage.cut(), 100, footage.cut().length);
        for (Client client : site.clients()) {
            String path = place(folder, footage);
            assertArrayEquals(footage.cold(), client.get(path + Footage.START, "Accept-Encoding", "gzip").body(), path);
            site.cached(path, client);
            site.readsByRange(client, path + Footage.START, footage.cut(), "Accept-Encoding", "gzip");
            Reply reply = client.get(path + Footage.START, fields);
            assertEquals(206, reply.status());
            assertArrayEquals(part, reply.body());
            assertEquals("", reply.header("Content-Encoding"));
            assertEquals(1, site.origin.requestsFor("/plain" + path).size());
        }
    }

    @Test
    void twoRulesShareTheCopyAndItsIndex() {
        for (Client client : site.clients()) {
            for (Footage footage : FOOTAGE) {
                String path = place("one", footage);
                client.get(path);
                site.cached(path);
                site.readsByRange(client, path + Footage.START, footage.cut());
                long fetches = site.settled("fetches");
                site.readsByRange(client, path.replace("/one/", "/two/") + Footage.START, footage.cut());
                assertEquals(fetches, site.settled("fetches"), "the index was known");
            }
        }
    }

    @Test
    void behindASignature() {
        for (Client client : site.clients()) {
            for (Footage footage : FOOTAGE) {
                String path = place("signed", footage);
                assertEquals(403, client.get(path + Footage.START).status(), "it is not signed");
                String target = signed(client, path + Footage.START);
                assertEquals(403, client.get(target.replace("start=10.5", "start=3")).status(), "start is signed too");
                assertArrayEquals(footage.cold(), client.get(target).body());
                site.cached(signed(client, path), client);
                site.readsByRange(client, target, footage.cut());
                assertTrue(site.origin.requests().stream().map(Origin.Request::target)
                        .noneMatch(each -> each.contains("start")));
            }
        }
    }

    /** As url_sig has it: all of the URL behind the scheme, up to the signature, by HMAC-SHA1. */
    private static String signed(Client client, String target) {
        String open = target + (target.contains("?") ? "&" : "?") + "E=2000000000&A=1&K=0&P=1&S=";
        String authority = (client == site.http2 ? site.server.tlsBase() : site.server.plainBase())
                .replaceFirst("^.*://", "");
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.US_ASCII), "HmacSHA1"));
            return open + HexFormat.of().formatHex(mac.doFinal((authority + open).getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void underAKeyWithoutTheArguments() {
        for (Client client : site.clients()) {
            for (Footage footage : FOOTAGE) {
                String path = place("keyed", footage);
                assertArrayEquals(footage.cold(), client.get(path + Footage.START + "&user=1").body());
                site.cached(path + "?user=2", client);
                site.readsByRange(client, path + Footage.START + "&user=3", footage.cut());
                long fetches = site.settled("fetches");
                site.readsByRange(client, path + "?user=4&start=10.5", footage.cut());
                assertEquals(fetches, site.settled("fetches"), "one index for one copy");
                assertEquals(1, site.origin.requestsFor("/plain" + path).size());
            }
        }
    }

    @Test
    void withHeadersRewrittenBeforeAndAfter() {
        for (Client client : site.clients()) {
            for (Footage footage : FOOTAGE) {
                String path = place("rewritten", footage);
                Reply cold = client.get(path + Footage.START);
                assertArrayEquals(footage.cold(), cold.body());
                assertEquals("yes", cold.header("X-Said"));
                Origin.Request asked = site.origin.requestsFor("/plain" + path).get(0);
                assertEquals("yes", asked.header("X-Before"));
                assertEquals("yes", asked.header("X-After"));
                site.cached(path);
                site.readsByRange(client, path + Footage.START, footage.cut());
                assertEquals("yes", client.get(path + Footage.START).header("X-Said"));
            }
        }
    }

    /** Two versions of one URL, chosen by a header of the request, of different length. */
    @ParameterizedTest
    @ValueSource(strings = {"tags", "no tags"})
    void eachAlternateHasItsOwnIndex(String validators) {
        Footage other = Footage.of(true, 2);
        for (Client client : site.clients()) {
            for (Footage footage : FOOTAGE) {
                String path = place("one", footage);
                Published one = alternate(footage.file(), "1", validators);
                byte[] longer = Arrays.copyOf(other.file(), other.file().length + 5000);
                Published two = alternate(longer, "2", validators);
                site.origin.publish("/plain" + path, request -> "two".equals(request.header("X-Kind")) ? two : one);
                for (String kind : List.of("one", "two")) {
                    client.get(path + Footage.START, "X-Kind", kind);
                    site.cached(path, client, "X-Kind", kind);
                }
                int asked = site.origin.requests().size();
                for (int i = 0; i < 2; i++) {
                    site.readsByRange(client, path + Footage.START, footage.cut(), "X-Kind", "one");
                    site.readsByRange(client, path + Footage.START, other.cut(), "X-Kind", "two");
                }
                assertEquals(asked, site.origin.requests().size());
            }
        }
    }

    private static Published alternate(byte[] file, String number, String validators) {
        return new Published(file, "Vary", "X-Kind", "ETag", validators.equals("tags") ? "\"" + number + "\"" : "",
                "Last-Modified", OriginAnswer.MODIFIED);
    }
}
