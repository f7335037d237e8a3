package io.github.tsmp4java.head;

import io.github.tsmp4java.box.Bytes;
import io.github.tsmp4java.box.FourCc;
import io.github.tsmp4java.index.Fragment;
import io.github.tsmp4java.index.Fragment.Part;
import io.github.tsmp4java.index.MovieIndex;
import io.github.tsmp4java.index.Time;
import io.github.tsmp4java.index.TrackIndex;
import io.github.tsmp4java.plan.CutEdit;
import io.github.tsmp4java.plan.CutPlan;
import io.github.tsmp4java.plan.TrackCut;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The sidx of a cut (ISO/IEC 14496-12, 8.16.3): where its fragments stand, and when. Players that read it do not read all
 * fragments before they play, and take the duration from it, without what the edit list hides. Its rows are found when they
 * are asked for: a cut takes no more memory for many fragments than for one.
 */
public final class FragmentIndex implements Segment {
    private static final int ROW = 12;
    private static final int MOST = 0xffff;
    private static final long LARGEST = 0x7fffffffL;
    private static final long SAP_OF_TYPE_1 = 0x90000000L;
    private static final int RATE_1 = 0x10000;

    private final TrackIndex track;
    private final List<Fragment> fragments;
    private final long origin;
    private final long total;

    /** @param origin the media tick of the source that is shown at 0 */
    private FragmentIndex(TrackIndex track, List<Fragment> fragments, long origin, long total) {
        this.track = track;
        this.fragments = fragments;
        this.origin = origin;
        this.total = total;
    }

    /**
     * Null where a cut can have none: where a fragment does not begin with a key frame of the reference track or does not
     * say when it does, or where that track does not play from the beginning of the cut in one edit.
     */
    static FragmentIndex of(MovieIndex index, CutPlan plan) {
        TrackCut cut = plan.cutOf(index.reference());
        List<Fragment> fragments = plan.fragments();
        if (cut == null || fragments.isEmpty() || fragments.size() > MOST || !plan.media().isEmpty() || cut.edits().size() > 1) {
            return null;
        }
        CutEdit edit = cut.edits().get(0);
        Time duration = Time.of(plan.duration(), plan.movieTimescale());
        if (edit.rate() != RATE_1 || Time.of(LARGEST, cut.track().timescale()).isBefore(duration)) {
            return null;
        }
        long total = duration.round(cut.track().timescale());
        FragmentIndex made = new FragmentIndex(cut.track(), fragments, edit.mediaTime() + cut.origin(), total);
        return made.isTrue() ? made : null;
    }

    /** Whether a cut has one. */
    public static boolean isWritten(MovieIndex index, CutPlan plan) {
        return of(index, plan) != null;
    }

    private boolean isTrue() {
        for (int i = 0; i < fragments.size(); i++) {
            Part part = part(i);
            boolean enters = part != null && part.timed() && (i == 0 ? isFirst(part) : beginsWithKey(part));
            if (!enters || fragments.get(i).begin() != part.position() || size(i) > LARGEST) {
                return false;
            }
        }
        return IntStream.range(0, fragments.size()).allMatch(i -> time(i) < time(i + 1));
    }

    /** Whether decoding begins in it: of one before, the samples of the track are taken out. */
    private boolean isFirst(Part part) {
        return track.partDecodedFrom(origin).filter(first -> first.position() == part.position()).isPresent();
    }

    /** What the fragment holds of the track, or null. */
    private Part part(int number) {
        long place = fragments.get(number).position();
        List<Part> parts = track.parts();
        int low = 0;
        int high = parts.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (parts.get(middle).position() < place) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low < parts.size() && parts.get(low).position() == place ? parts.get(low) : null;
    }

    private static boolean beginsWithKey(Part part) {
        return !part.syncs().isEmpty() && part.syncs().get(0).sample() == 0;
    }

    /** When the fragment begins to be shown, ticks of the track from the beginning of the cut; the end behind the last. */
    private long time(int number) {
        return number == 0 ? 0 : number == fragments.size() ? total
                : Math.min(total, Math.max(0, part(number).firstSync() - origin));
    }

    private long size(int number) {
        Fragment fragment = fragments.get(number);
        return (number + 1 < fragments.size() ? fragments.get(number + 1).begin() : fragment.end()) - fragment.begin();
    }

    /** @param before bytes between it and the first of the fragments */
    Rope.Builder box(long before) {
        Fields fields = new Fields().u32(0).u32(track.id()).u32(track.timescale()).u32(0).u32(before).u32(fragments.size());
        return new Rope.Builder().box(FourCc.of("sidx"), new Rope.Builder().add(fields).add(this));
    }

    @Override
    public long length() {
        return (long) ROW * fragments.size();
    }

    @Override
    public void render(long offset, ByteBuffer into, int at, int length) {
        int done = 0;
        while (done < length) {
            int number = Math.toIntExact((offset + done) / ROW);
            int inside = Math.toIntExact((offset + done) % ROW);
            int step = Math.min(length - done, ROW - inside);
            byte[] row = new byte[ROW];
            Bytes.put32(row, 0, (int) size(number));
            Bytes.put32(row, 4, (int) (time(number + 1) - time(number)));
            Bytes.put32(row, 8, (int) (beginsWithKey(part(number)) ? SAP_OF_TYPE_1 : 0));
            into.put(at + done, row, inside, step);
            done += step;
        }
    }
}
