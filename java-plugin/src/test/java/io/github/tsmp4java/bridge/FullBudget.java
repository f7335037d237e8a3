package io.github.tsmp4java.bridge;

import com.sun.jna.Memory;
import io.github.tsmp4java.judge.Source;
import io.github.tsmp4java.media.Bytes;
import io.github.tsmp4java.media.FragmentedModel;
import io.github.tsmp4java.media.ManySamples;
import io.github.tsmp4java.media.MovieModel;
import io.github.tsmp4java.media.TrackModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** A program that fills a budget with indexes, and says what became of the seeks and the heap: one number a line. */
final class FullBudget extends EngineCalls {
    private static final int THREADS = 4;

    private final long budget;

    private FullBudget(Engine engine, AtomicLong used, long budget) {
        super(engine, used, budget);
        this.budget = budget;
    }

    private static FullBudget of(long budget, long limit) {
        AtomicLong used = new AtomicLong();
        return new FullBudget(new Engine(new Budget(used, limit)), used, budget);
    }

    /** {@code arguments}: what to do, and the budget in bytes. */
    public static void main(String[] arguments) throws Exception {
        long budget = Long.parseLong(arguments[1]);
        switch (arguments[0]) {
            case "order" -> of(budget, 0).order();
            case "beyond-the-heap" -> of(budget, 4 * Runtime.getRuntime().maxMemory()).order();
            case "crowd" -> of(budget, 0).crowd();
            case "weigh" -> weigh();
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void say(String name, long value) {
        System.out.println(name + " " + value);
    }

    /** A moov of some 120 kB. */
    private static Memory movie() throws Exception {
        Source source = new ManySamples(10_000, 16, true).source();
        return memory(source.read(0, Math.toIntExact(source.length())));
    }

    private static Memory memory(byte[] bytes) {
        Memory memory = new Memory(bytes.length);
        memory.write(0, bytes, 0, bytes.length);
        return memory;
    }

    /** One seek from the beginning to its end; whether it was a cut. */
    private boolean seek(String etag, Memory file) {
        int verdict = open("4.5", etag, file.size());
        long seek = answer.seek;
        boolean isNew = verdict == Verdict.MORE;
        while (verdict == Verdict.MORE) {
            long from = answer.need.position;
            verdict = collect(seek, from, file.share(from), file.size() - from);
        }
        if (verdict == Verdict.OK && isNew) {
            verdict = plan(seek);
        }
        if (verdict != Verdict.OK) {
            System.out.println("# " + reason());
        }
        close(seek);
        return verdict == Verdict.OK;
    }

    private boolean isKnown(String etag, Memory file) {
        int verdict = open("4.5", etag, file.size());
        close(answer.seek);
        return verdict == Verdict.OK;
    }

    /** Half as many files again as there is room for, one after another. */
    private void order() throws Exception {
        Memory file = movie();
        long before = ReachableHeap.bytes();
        int files = (int) (budget * 3 / 2 / file.size() * 2);
        long cut = 0;
        for (int i = 0; i < files; i++) {
            cut += seek("\"" + i + "\"", file) ? 1 : 0;
        }
        say("files", files);
        say("cut", cut);
        long after = ReachableHeap.bytes();
        say("used", used.get());
        say("held", after - before);
        say("heap", after);
        say("max", Runtime.getRuntime().maxMemory());
        int kept = 0;
        while (kept < files && isKnown("\"" + (files - 1 - kept) + "\"", file)) {
            kept++;
        }
        say("newest", kept);
        int older = 0;
        for (int i = 0; i < files - kept; i++) {
            older += isKnown("\"" + i + "\"", file) ? 1 : 0;
        }
        say("older", older);
    }

    /** Cold seeks at once while the budget is full, of files that together have room beside what is kept. */
    private void crowd() throws Exception {
        Memory file = movie();
        Engine engine = new Engine(new Budget(used, 0));
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        List<Future<Long>> threads = new ArrayList<>();
        int each = (int) (budget / file.size());
        for (int thread = 0; thread < THREADS; thread++) {
            int number = thread;
            threads.add(pool.submit(() -> {
                FullBudget calls = new FullBudget(engine, used, budget);
                long cut = 0;
                for (int i = 0; i < each; i++) {
                    cut += calls.seek("\"" + number + "-" + i + "\"", file) ? 1 : 0;
                }
                return cut;
            }));
        }
        long cut = 0;
        for (Future<Long> thread : threads) {
            cut += thread.get();
        }
        pool.shutdown();
        say("files", (long) each * THREADS);
        say("cut", cut);
    }

    /** What the heap holds of some hundred indexes of each kind beside what they count. */
    private static void weigh() throws Exception {
        Map<String, Memory> kinds = new LinkedHashMap<>();
        kinds.put("many-samples", movie());
        kinds.put("small", memory(new MovieModel().with(TrackModel.video(1, 200, 24)).bytes()));
        kinds.put("two-tracks", memory(new MovieModel().with(TrackModel.video(1, 3000, 24), TrackModel.audio(2, 4000)).bytes()));
        MovieModel boxes = new MovieModel().with(TrackModel.video(1, 200, 24));
        boxes.lastInMoov = udta(3000);
        kinds.put("many-boxes", memory(boxes.bytes()));
        kinds.put("fragmented", memory(fragmented()));
        for (Map.Entry<String, Memory> kind : kinds.entrySet()) {
            FullBudget calls = of(256 << 20, 0);
            // The cuts that are remembered, which are few, are there already.
            calls.seeks("before", kind.getValue());
            long counted = calls.used.get();
            long before = ReachableHeap.bytes();
            calls.seeks("after", kind.getValue());
            long held = ReachableHeap.bytes() - before;
            System.out.println("# " + kind.getKey() + " " + held / 200 + " each, counted " + (calls.used.get() - counted) / 200);
            say(kind.getKey(), 100 * held / (calls.used.get() - counted));
            calls.clear();
        }
    }

    private void seeks(String name, Memory file) {
        for (int i = 0; i < 200; i++) {
            seek("\"" + name + i + "\"", file);
        }
    }

    /** A user data box of so many empty ones. */
    private static byte[] udta(int boxes) {
        return new Bytes().box("udta", udta -> {
            for (int i = 0; i < boxes; i++) {
                udta.box("free", box -> { });
            }
        }).array();
    }

    private static byte[] fragmented() {
        FragmentedModel model = new FragmentedModel();
        model.movie.with(TrackModel.video(1, 3000, 24));
        model.writings.add(new FragmentedModel.Writing());
        for (int from = 0; from < 3000; from += 12) {
            model.fragments.add(List.of(new FragmentedModel.Part(0, from, from + 12)));
        }
        return model.bytes();
    }
}
