package io.github.tsmp4java.fuzz;

import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.corpus.CutSource;
import io.github.tsmp4java.corpus.Pipeline;
import io.github.tsmp4java.corpus.Request;
import io.github.tsmp4java.head.CutFile;
import io.github.tsmp4java.index.MovieIndex;
import io.github.tsmp4java.index.TrackIndex;
import io.github.tsmp4java.judge.Broken;
import io.github.tsmp4java.judge.Judge;
import io.github.tsmp4java.judge.Kind;
import io.github.tsmp4java.judge.Movie;
import io.github.tsmp4java.judge.RawBox;
import io.github.tsmp4java.judge.Sample;
import io.github.tsmp4java.judge.Source;
import io.github.tsmp4java.judge.Track;
import io.github.tsmp4java.judge.Violation;
import io.github.tsmp4java.plan.CutPlan;
import io.github.tsmp4java.text.MovieText;
import io.github.tsmp4java.text.PlanText;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Any bytes are a file: collected, indexed, planned and rendered. Nothing but a {@link CutException} comes out, no claim of
 * the file is paid in memory, and a cut that is made is the same however it is read, and right.
 *
 * <p>The input is {@link #HEAD} bytes that say what is asked, then the file.
 */
public final class MovieFuzz {
    /** How it is read and asked, how much at once, the start and the end in 1/256 s. */
    static final int HEAD = 8;
    static final int HAS_END = 1;
    static final int EXACT = 2;
    private static final int WAYS = 3;
    /** Allocated over the cut of a file of some kB. */
    private static final long ALLOWANCE = 16L << 20;
    /** The judge has each sample in memory, also one of no bytes. */
    private static final long MOST_SAMPLES = 20_000;

    /**
     * Of a file that contradicts itself more may be kept than is needed, where it ends is not one moment, and which fragment
     * has which media is a matter of opinion. So is when a track begins whose first traf says a time and has no samples.
     */
    private static final Set<Kind> FORGIVEN = EnumSet.of(Kind.MDAT_SLACK, Kind.FRAGMENTS, Kind.UNJUDGED, Kind.REMAINING,
            Kind.MEHD_DURATION, Kind.UNTOUCHED, Kind.DECODE_START);
    /** Beside fragments; what has another type may have been one. */
    private static final Set<String> KNOWN = Set.of("ftyp", "moov", "moof", "mdat", "styp", "sidx", "emsg", "free", "skip",
            "mfra", "uuid");

    private MovieFuzz() {
    }

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length > HEAD) {
            endure(Source.of(Arrays.copyOfRange(input, HEAD, input.length)), request(input), way(input), piece(input));
        }
    }

    private static Request request(byte[] input) {
        int flags = input[0];
        return new Request(seconds(input, 2), (flags & HAS_END) == 0 ? null : seconds(input, 5), (flags & EXACT) != 0);
    }

    /** Never 0. */
    private static String seconds(byte[] input, int at) {
        int ticks = (input[at] & 0xff) << 16 | (input[at + 1] & 0xff) << 8 | input[at + 2] & 0xff;
        return BigDecimal.valueOf(Math.max(1, ticks)).divide(BigDecimal.valueOf(256)).toPlainString();
    }

    private static int way(byte[] input) {
        return (input[0] & 0xff) / 4 % WAYS;
    }

    private static int piece(byte[] input) {
        return 1 + (input[1] & 0xff) * 16;
    }

    private static void endure(Source file, Request request, int way, int piece) {
        long allowed = ALLOWANCE + 64 * file.length();
        // The first time, classes are loaded and instrumented beside it.
        if (allocated(file, request, way, piece) > allowed) {
            long used = allocated(file, request, way, piece);
            require(used <= allowed, "allocates " + used + " for " + file.length() + " bytes");
        }
        try {
            Made made = make(file, request, way, piece);
            require(!MovieText.of(made.index).isEmpty() && !PlanText.of(made.index, made.plan).isEmpty(), "has no text");
            inPieces(made.cut, made.whole, piece);
            judge(file, made.index, Source.of(made.whole), request);
        } catch (CutException e) {
            require(!e.getMessage().isBlank(), "declined without a reason");
        }
    }

    private static MovieIndex index(Source file, Request request, int way, int piece) throws CutException {
        return switch (way) {
            case 0 -> Pipeline.index(file, at -> at + piece);
            case 1 -> Pipeline.indexAnywhere(file, piece, piece);
            default -> Pipeline.indexFor(file, request.seek(), piece);
        };
    }

    private record Made(MovieIndex index, CutPlan plan, Source cut, byte[] whole) {}

    private static Made make(Source file, Request request, int way, int piece) throws CutException {
        MovieIndex index = index(file, request, way, piece);
        CutPlan plan = CutPlan.of(index, request.seek(), OptionalLong.of(file.length()));
        Source cut = new CutSource(CutFile.of(index, plan), file);
        return new Made(index, plan, cut, cut.read(0, Math.toIntExact(cut.length())));
    }

    /** Bytes of memory that the cut takes, or what leads to its being declined. */
    private static long allocated(Source file, Request request, int way, int piece) {
        long before = allocated();
        try {
            make(file, request, way, piece);
        } catch (CutException e) {
            return allocated() - before;
        }
        return allocated() - before;
    }

    private static void inPieces(Source cut, byte[] whole, int piece) {
        for (int at = 0; at < whole.length; at += piece) {
            int size = Math.min(piece, whole.length - at);
            byte[] read = cut.read(at, size);
            require(Arrays.equals(read, 0, size, whole, at, at + size), "differs at " + at + " when read in pieces");
        }
    }

    /** Null where the file is not as the standard has it. */
    private static Judge judge(Source file, Request request) {
        try {
            Judge judge = new Judge(file);
            judge.expectation(request.start(), request.end(), request.exact());
            return judge;
        } catch (Broken e) {
            return null;
        }
    }

    /**
     * A file that is not as the standard has it may be cut all the same; there the judge has nothing to say. Nor of one that
     * was read from a later fragment on, since its sidx was believed, which may lie, nor of one that is not all there, or was
     * repaired: the judge reads tables as they stand.
     */
    private static void judge(Source file, MovieIndex index, Source cut, Request request) {
        if (index.isPartial() || index.head().truncated() != null || index.isRepaired()
                || index.tracks().stream().mapToLong(TrackIndex::samples).sum() > MOST_SAMPLES) {
            return;
        }
        Judge judge = judge(file, request);
        if (judge == null) {
            return;
        }
        Movie movie = judge.movie();
        if (!movie.tracks().stream().allMatch(MovieFuzz::showsKeyFramesInOrder)) {
            return;
        }
        if (movie.fragmented() && !(movie.top().stream().allMatch(box -> KNOWN.contains(box.type()))
                && movie.tracks().stream().allMatch(track -> isInOrder(movie, track)))) {
            return;
        }
        List<Violation> found = new ArrayList<>(judge.judge(cut, request.start(), request.end(), request.exact()));
        found.removeIf(each -> FORGIVEN.contains(each.kind()) || each.kind() == Kind.BOX_SIZES && isLoose(file));
        if (!found.isEmpty()) {
            throw wrong(found.get(0).kind(), request + " " + found);
        }
    }

    /** Some box does not fill the one that it is in, so that what is copied of the file may not either. */
    private static boolean isLoose(Source file) {
        try {
            RawBox.parse(file, true);
            return false;
        } catch (Broken e) {
            return true;
        }
    }

    /** In the order they are decoded in: else it is a matter of opinion which one is the last before a start. */
    private static boolean showsKeyFramesInOrder(Track track) {
        long[] shown = track.samples().stream().filter(Sample::sync).mapToLong(Sample::ct).toArray();
        return IntStream.range(1, shown.length).allMatch(i -> shown[i - 1] <= shown[i]);
    }

    /** Fragments that follow each other in time and place, with key frames; nothing is shown after one that it comes before. */
    private static boolean isInOrder(Movie movie, Track track) {
        long decoded = 0;
        long shown = Long.MIN_VALUE;
        long place = 0;
        for (Sample sample : track.samples()) {
            boolean isLate = sample.sync() && sample.ct() <= shown;
            if (!movie.isInMdat(sample) || sample.size() == 0 || isLate || sample.dts() < decoded || sample.place() < place) {
                return false;
            }
            decoded = sample.dts() + sample.duration();
            shown = Math.max(shown, sample.ct());
            place = sample.place() + sample.size();
        }
        return shown == Long.MIN_VALUE || track.samples().stream().anyMatch(Sample::sync);
    }

    /** The fuzzer tells findings apart by their stacks. */
    private static AssertionError wrong(Kind kind, String what) {
        AssertionError wrong = new AssertionError(what);
        wrong.setStackTrace(new StackTraceElement[] {
            new StackTraceElement(Kind.class.getName(), kind.name(), "Kind.java", 1)});
        return wrong;
    }

    private static void require(boolean so, String otherwise) {
        if (!so) {
            throw new AssertionError(otherwise);
        }
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
