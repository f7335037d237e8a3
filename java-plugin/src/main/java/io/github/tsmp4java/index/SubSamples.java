package io.github.tsmp4java.index;

import io.github.tsmp4java.box.Box;
import io.github.tsmp4java.box.MalformedBox;
import io.github.tsmp4java.box.Subs;
import java.util.ArrayList;
import java.util.List;

/** One subs of a track, with every 64th entry's place. */
public final class SubSamples {
    private static final int STEP = 64;
    private static final int MAX_BOXES = 16;

    private final Box box;
    private final Subs subs;
    private final int[] places;
    private final long[] samples;

    /**
     * A place between entries.
     *
     * @param entry how many are before
     * @param at bytes before
     * @param sample of the entry at the place, counted from 1; without one there, beyond every sample
     */
    public record Place(long entry, int at, long sample) {}

    private SubSamples(Box box, Subs subs) {
        this.box = box;
        this.subs = subs;
        int marks = Math.toIntExact((subs.count() + STEP - 1) / STEP);
        places = new int[marks];
        samples = new long[marks];
        int at = 0;
        long sample = 0;
        for (long entry = 0; entry < subs.count(); entry++) {
            sample += subs.delta(at);
            if (entry % STEP == 0) {
                places[Math.toIntExact(entry / STEP)] = at;
                samples[Math.toIntExact(entry / STEP)] = sample;
            }
            at += subs.size(at);
        }
    }

    static List<SubSamples> all(List<Box> tables) throws MalformedBox {
        List<SubSamples> all = new ArrayList<>();
        for (Box table : tables) {
            if (table.is("subs")) {
                if (all.size() == MAX_BOXES) {
                    throw table.malformed("more than " + MAX_BOXES + " of them");
                }
                all.add(new SubSamples(table, Subs.read(table)));
            }
        }
        return List.copyOf(all);
    }

    /** The first entry whose sample, counted from 1, is {@code sample} or later. */
    public Place find(long sample) {
        int mark = 0;
        for (int low = 0, high = samples.length; low < high; ) {
            int middle = (low + high) >>> 1;
            if (samples[middle] < sample) {
                mark = middle;
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        long entry = (long) mark * STEP;
        int at = samples.length == 0 ? 0 : places[mark];
        long of = samples.length == 0 ? 0 : samples[mark];
        while (entry < subs.count() && of < sample) {
            at += subs.size(at);
            entry++;
            of += entry < subs.count() ? subs.delta(at) : 0;
        }
        return new Place(entry, at, entry < subs.count() ? of : Long.MAX_VALUE);
    }

    public Box box() {
        return box;
    }

    public Subs subs() {
        return subs;
    }

    int byteSize() {
        return places.length * 4 + samples.length * 8;
    }
}
