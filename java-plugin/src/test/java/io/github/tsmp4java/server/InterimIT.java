package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Origins that say something before their answer: 100 Continue, 103 Early Hints. */
@Tag("sample")
class InterimIT {
    private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";
    private static final String HINTS = "HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\n";

    /** How what is said before the answer reaches Traffic Server. */
    private enum Pace {
        /** With the answer. */
        TOGETHER,
        /** Some time before the answer. */
        APART,
        /** In two halves, the second with half of the answer's header. */
        SPLIT
    }

    private static void pause(int microseconds) {
        try {
            TimeUnit.MICROSECONDS.sleep(microseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static void send(FilePart part, String before, Pace pace, int microseconds, OutputStream out)
            throws IOException {
        byte[] all = join(before.getBytes(StandardCharsets.US_ASCII), part.head(), part.body());
        int[] ends = switch (pace) {
            case TOGETHER -> new int[] {all.length};
            case APART -> new int[] {before.length(), all.length};
            case SPLIT -> new int[] {before.length() / 2, before.length() + part.head().length / 2, all.length};
        };
        int begin = 0;
        for (int end : ends) {
            if (begin > 0) {
                pause(microseconds);
            }
            out.write(all, begin, end - begin);
            out.flush();
            begin = end;
        }
    }

    /** A path of an origin that says this before its answers, and closes after them or not. */
    private static String place(Site site, Footage footage, String before, Pace pace, int microseconds, boolean closes) {
        String path = site.place(Behaviour.PLAIN, footage.name());
        site.origin.publish(path, request -> (asked, out) -> {
            send(FilePart.of(asked, footage.file(), closes ? "Connection: close" : "Connection: keep-alive"), before, pace,
                    microseconds, out);
            return !closes;
        });
        return path;
    }

    @ParameterizedTest
    @ValueSource(strings = {"range", "stream"})
    void theirAnswerIsCutAndNothingBeforeItIsPassedOn(String onMiss) throws IOException {
        try (Site site = Site.open("interim-" + onMiss, "--on-miss=" + onMiss)) {
            for (Footage footage : Footage.both()) {
                byte[] expected = onMiss.equals("range") ? footage.cut() : footage.cold();
                for (String before : new String[] {CONTINUE, HINTS, CONTINUE + HINTS}) {
                    for (Pace pace : Pace.values()) {
                        for (int microseconds : pace == Pace.TOGETHER ? new int[] {0} : new int[] {50, 500, 20_000}) {
                            for (boolean closes : new boolean[] {true, false}) {
                                for (Client client : site.clients()) {
                                    String path = place(site, footage, before, pace, microseconds, closes);
                                    Reply reply = client.get(path + Footage.START);
                                    assertEquals(200, reply.status(), reply::toString);
                                    assertArrayEquals(expected, reply.body(), () -> before + pace + " " + reply);
                                }
                            }
                        }
                    }
                }
            }
            site.server.await("let go", () -> site.metric("seeks") == 0);
        }
    }

    /** Traffic Server would pass interim answers on to a client of HTTP/1.0 only if it expects one. */
    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.0", "HTTP/1.1"})
    void aClientThatExpectsOneGetsTheAnswerAlone(String version) throws IOException {
        try (Site site = Site.open("expect", "--on-miss=stream")) {
            Footage footage = Footage.of(true, 1);
            for (int i = 0; i < 10; i++) {
                String path = place(site, footage, CONTINUE, Pace.APART, 500, i % 2 == 0);
                try (Wire wire = new Wire(site.server)) {
                    Wire.Answer answer = wire.ask("GET " + path + Footage.START + " " + version, "Expect: 100-continue");
                    assertEquals(200, answer.status(), answer::toString);
                    assertArrayEquals(footage.cut(), answer.body(), answer::toString);
                }
            }
        }
    }

    @Test
    void oneMayBeSaidSoManyTimesAndNoMore() throws IOException {
        try (Site site = Site.open("sixteen", "--on-miss=stream")) {
            Footage footage = Footage.of(true, 1);
            for (Client client : site.clients()) {
                String most = place(site, footage, HINTS.repeat(16), Pace.TOGETHER, 0, true);
                assertArrayEquals(footage.cut(), client.get(most + Footage.START).body());
                String more = place(site, footage, HINTS.repeat(17), Pace.TOGETHER, 0, true);
                assertEquals(502, client.get(more + Footage.START).status());
            }
        }
    }

    @Test
    void oneThatSaysTooManyIsABadGateway() {
        try (Site site = Site.open("endless-interim", "--on-miss=stream")) {
            Footage footage = Footage.of(true, 1);
            for (Client client : site.clients()) {
                for (Pace pace : new Pace[] {Pace.TOGETHER, Pace.APART}) {
                    String path = place(site, footage, CONTINUE.repeat(10_000), pace, 500, true);
                    assertEquals(502, client.get(path + Footage.START).status());
                }
            }
            assertTrue(site.server.alive());
        }
    }
}
