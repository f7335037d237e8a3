package io.github.tsmp4java.judge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Nero's chapter list, chpl in the udta of the moov: times of 100 ns, from the beginning of the movie. */
record ChapterJudge(Expectation expected, Movie source, Movie made, List<Violation> out) {
    private static final long UNITS = 10_000_000;

    private record Chapter(long time, String title) {
    }

    void judge() {
        List<Chapter> theirs = chapters(source.moov());
        List<Chapter> mine = chapters(made.moov());
        if (theirs == null || mine == null) {
            if (mine != null) {
                out.add(new Violation(Kind.CHAPTERS, "chpl", "the source has none that can be read"));
            } else if (theirs != null) {
                out.add(new Violation(Kind.CHAPTERS, "chpl", "is gone"));
            }
            return;
        }
        Ratio frame = frame();
        List<Ratio> wanted = new ArrayList<>();
        List<String> titles = new ArrayList<>();
        for (Chapter chapter : theirs) {
            Ratio time = Ratio.of(chapter.time(), UNITS);
            if (expected.end() != null && time.compareTo(expected.end()) >= 0) {
                continue;
            }
            Ratio after = time.minus(expected.cutTime());
            boolean running = after.compareTo(Ratio.of(1, UNITS)) < 0 || after.compareTo(frame) < 0;
            if (!running && expected.end() != null && expected.end().minus(time).compareTo(frame) < 0) {
                continue;
            }
            if (running) {
                wanted.clear();
                titles.clear();
            }
            wanted.add(running ? Ratio.ZERO : time.minus(expected.cutTime()));
            titles.add(chapter.title());
        }
        boolean right = titles.equals(mine.stream().map(Chapter::title).toList());
        for (int i = 0; right && i < mine.size(); i++) {
            right = Ratio.of(mine.get(i).time(), UNITS).minus(wanted.get(i)).abs().compareTo(Ratio.of(1, UNITS)) <= 0;
        }
        if (!right) {
            out.add(new Violation(Kind.CHAPTERS, "chpl", mine + ", to be " + titles + " at " + wanted));
        }
    }

    /** What a chapter must be shown for at least: the sample of the reference track that is decoded when the cut begins. */
    private Ratio frame() {
        Track track = expected.reference();
        Segment edit = track.closedEdits().stream().filter(each -> !each.empty()).findFirst().orElseThrow();
        long tick = edit.media(expected.cutTime(), track.timescale()).floor();
        Sample found = track.samples().get(0);
        for (Sample sample : track.samples()) {
            found = sample.dts() <= tick ? sample : found;
        }
        return Ratio.of(found.duration(), track.timescale());
    }

    /** Null when there is no list, or one that cannot be read. */
    private static List<Chapter> chapters(RawBox moov) {
        byte[] chpl = child(moov.first("udta").map(RawBox::body).orElse(new byte[0]), "chpl");
        if (chpl == null || chpl.length < 5) {
            return null;
        }
        int at = chpl[0] == 1 ? 8 : 4;
        int count = at < chpl.length ? chpl[at++] & 0xff : -1;
        List<Chapter> out = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int length = at + 9 <= chpl.length ? chpl[at + 8] & 0xff : chpl.length;
            if (at + 9 + length > chpl.length) {
                return null;
            }
            out.add(new Chapter(RawBox.i64(chpl, at), Arrays.toString(Arrays.copyOfRange(chpl, at + 9, at + 9 + length))));
            at += 9 + length;
        }
        return count < 0 ? null : out;
    }

    private static byte[] child(byte[] body, String type) {
        for (int at = 0; at + 8 <= body.length; ) {
            long size = RawBox.u32(body, at);
            if (size < 8 || size > body.length - at) {
                return null;
            }
            if (RawBox.type(body, at + 4).equals(type)) {
                return Arrays.copyOfRange(body, at + 8, at + (int) size);
            }
            at += (int) size;
        }
        return null;
    }
}
