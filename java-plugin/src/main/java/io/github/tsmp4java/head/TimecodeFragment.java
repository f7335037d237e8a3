package io.github.tsmp4java.head;

import io.github.tsmp4java.box.FourCc;
import io.github.tsmp4java.plan.CutPlan;
import io.github.tsmp4java.plan.TrackCut;

/**
 * The fragment of a cut that the source does not have: with the counters of its time codes, before the others (ISO/IEC
 * 14496-12, 8.8.4 to 8.8.12).
 */
final class TimecodeFragment {
    private static final int DEFAULT_BASE_IS_MOOF = 0x20000;
    private static final int DATA_OFFSET_DURATION_AND_SIZE = 0x301;
    private static final int COUNTER = 4;
    private static final int HEADER = 8;

    private TimecodeFragment() {}

    /** Both of its boxes; nothing where the cut has no time code. */
    static Rope.Builder of(CutPlan plan) {
        if (plan.timecodes().isEmpty()) {
            return new Rope.Builder();
        }
        // Places in it count from its beginning; its length does not depend on them.
        long length = moof(plan, 0).length();
        return moof(plan, length).box(FourCc.of("mdat"), new Rope.Builder().add(Layout.counters(plan.timecodes())));
    }

    private static Rope.Builder moof(CutPlan plan, long length) {
        Rope.Builder body = new Rope.Builder().box(FourCc.of("mfhd"), new Rope.Builder().add(new Fields().u32(0).u32(0)));
        long place = length + HEADER;
        for (TrackCut cut : plan.timecodes()) {
            Fields tfhd = new Fields().u32(DEFAULT_BASE_IS_MOOF).u32(cut.track().id());
            Fields tfdt = new Fields().u32(0).u32(0);
            Fields trun = new Fields().u32(DATA_OFFSET_DURATION_AND_SIZE).u32(1).u32(place)
                    .u32(Math.min(cut.duration(), 0xffffffffL)).u32(COUNTER);
            body.box(FourCc.of("traf"), new Rope.Builder().box(FourCc.of("tfhd"), new Rope.Builder().add(tfhd))
                    .box(FourCc.of("tfdt"), new Rope.Builder().add(tfdt)).box(FourCc.of("trun"), new Rope.Builder().add(trun)));
            place += COUNTER;
        }
        return new Rope.Builder().box(FourCc.of("moof"), body);
    }
}
