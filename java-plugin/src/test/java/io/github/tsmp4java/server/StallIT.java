package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.corpus.Pipeline;
import io.github.tsmp4java.judge.Source;
import io.github.tsmp4java.media.FragmentedModel;
import io.github.tsmp4java.media.FragmentedModel.Part;
import io.github.tsmp4java.media.SampleModel;
import io.github.tsmp4java.media.TrackModel;
import io.github.tsmp4java.server.StallSite.Kept;
import io.github.tsmp4java.server.StallSite.Movie;
import io.github.tsmp4java.server.StallSite.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Origins that fall silent: a seek gets what a plain request to the same origin gets, or better, and never nothing. */
@Tag("sample")
class StallIT {
    private static final int FRAGMENTS = 15;
    private static final int FRAMES = 50;
    private static final int FRAME_BYTES = 5000;

    /** What a client got. @param status 0 = not even a header */
    private record Outcome(int status, String body, boolean isWhole) {
        static Outcome of(Client.Received received, Movie movie) {
            byte[] body = received.body();
            String text = Arrays.equals(body, movie.cut()) ? "cut" : Arrays.equals(body, movie.file()) ? "file"
                    : received.status() == 200 ? body.length + " bytes" : "";
            return new Outcome(received.status(), text, received.isComplete());
        }

        boolean isGood() {
            return status == 200 && isWhole && (body.equals("cut") || body.equals("file"));
        }

        /** Whether this is what the other one is, or better. */
        boolean isNoWorseThan(Outcome plain) {
            if (isGood() || plain.isGood()) {
                return isGood();
            }
            return isHonest() && (status == plain.status || status == 502);
        }

        /** An error, or what shows that it is broken off: not nothing, and not what looks complete. */
        boolean isHonest() {
            return status >= 500 || status == 200 && !isWhole;
        }
    }

    private static Movie movie(Footage footage) {
        return new Movie(footage.name(), footage.file(), footage.cut());
    }

    private static Movie fragmented() throws Exception {
        FragmentedModel model = new FragmentedModel();
        TrackModel video = TrackModel.video(1, FRAGMENTS * FRAMES, FRAMES);
        video.samples.replaceAll(sample -> SampleModel.of(sample.duration(), sample.offset(), sample.sync(), FRAME_BYTES,
                sample.bytes()[0]));
        model.movie.with(video);
        model.writings.add(new FragmentedModel.Writing());
        for (int i = 0; i < FRAGMENTS; i++) {
            model.fragments.add(List.of(new Part(0, i * FRAMES, (i + 1) * FRAMES)));
        }
        Source file = Source.of(model.bytes());
        Source cut = Pipeline.cut(Pipeline.indexAnywhere(file), file, "10.5");
        return new Movie("fragmented.mp4", model.bytes(), cut.read(0, Math.toIntExact(cut.length())));
    }

    /** A 304 has no body; and no more copies can be written at a time than {@code --max-fills} allows. */
    private static boolean isOfUse(Kept kept, Stall.Point point) {
        return switch (kept) {
            case STALE -> point == Stall.Point.NOTHING || point == Stall.Point.HALF_A_HEADER;
            case FILLING -> point == Stall.Point.NOTHING || point == Stall.Point.HEADER;
            default -> true;
        };
    }

    private static List<Row> rows() throws Exception {
        List<Movie> movies = List.of(movie(Footage.of(true, 1)), movie(Footage.of(false, 1)), fragmented());
        List<Row> rows = new ArrayList<>();
        for (Kept kept : Kept.values()) {
            List<Stall.Asked> asked = switch (kept) {
                case COLD -> List.of(Stall.Asked.values());
                case FILLING -> List.of(Stall.Asked.RANGES, Stall.Asked.FAR_RANGES);
                default -> List.of(Stall.Asked.ALL);
            };
            for (Stall.Asked each : asked) {
                for (Stall.Point point : Stall.Point.values()) {
                    if (isOfUse(kept, point)) {
                        movies.forEach(movie -> rows.add(new Row(kept, new Stall(each, point), movie)));
                    }
                }
            }
        }
        return rows;
    }

    /** Where a plain request and a seek over each protocol go. */
    private record Places(Row row, String plain, List<String> seeks) {
        static Places of(StallSite stalls, Row row) {
            // A plain request would wait for the copy that is being written.
            Row plain = row.kept() == Kept.FILLING ? new Row(Kept.COLD, row.stall(), row.movie()) : row;
            return new Places(row, stalls.place(plain, 1), List.of(stalls.place(row, 0), stalls.place(row, 0)));
        }

        Answers ask(ExecutorService all, List<Client> clients) {
            List<Future<Outcome>> answers = IntStream.range(0, seeks.size())
                    .mapToObj(i -> ask(all, clients.get(i), seeks.get(i) + Footage.START)).toList();
            return new Answers(row, ask(all, clients.get(0), plain), seeks, answers);
        }

        private Future<Outcome> ask(ExecutorService all, Client client, String target) {
            return all.submit(() -> Outcome.of(client.receive(target), row.movie()));
        }
    }

    /** What they get. */
    private record Answers(Row row, Future<Outcome> plain, List<String> paths, List<Future<Outcome>> seeks) {
        private boolean isRight(StallSite stalls, String path, Outcome seek) throws Exception {
            if (stalls.begun.contains(path)) {
                return seek.isGood() || seek.isHonest();
            }
            boolean isToBeCut = stalls.unanswered.contains(path) && plain.get().isGood();
            return seek.isNoWorseThan(plain.get()) && (!isToBeCut || seek.body().equals("cut"));
        }

        List<String> wrong(StallSite stalls) throws Exception {
            List<String> wrong = new ArrayList<>();
            for (int i = 0; i < seeks.size(); i++) {
                Outcome seek = seeks.get(i).get();
                if (!isRight(stalls, paths.get(i), seek)) {
                    wrong.add(row + ": " + seek + ", but a plain request gets " + plain.get());
                }
            }
            return wrong;
        }
    }

    static Stream<Arguments> timeouts() {
        return Sampled.of(2, List.of(Arguments.of(6, 5), Arguments.of(4, 10)));
    }

    @ParameterizedTest
    @MethodSource("timeouts")
    void aSeekGetsWhatAPlainRequestGetsOrBetter(int timeoutIn, int timeoutOut) throws Exception {
        List<String> wrong = new ArrayList<>();
        ExecutorService all = Executors.newCachedThreadPool();
        try (StallSite stalls = new StallSite(timeoutIn, timeoutOut)) {
            // Those come first that have to be asked while a copy is being written, which is given up after a while.
            List<Answers> answers = rows().stream().map(row -> Places.of(stalls, row).ask(all, stalls.clients())).toList();
            for (Answers each : answers) {
                wrong.addAll(each.wrong(stalls));
            }
            assertTrue(stalls.site.server.alive());
            stalls.site.server.await("let go", () -> stalls.site.metric("seeks") == 0);
        } finally {
            all.shutdownNow();
        }
        assertEquals("", String.join("\n", wrong));
    }
}
