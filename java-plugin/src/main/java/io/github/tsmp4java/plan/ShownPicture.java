package io.github.tsmp4java.plan;

import io.github.tsmp4java.box.Box;
import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.box.TrackFragment.Defaults;
import io.github.tsmp4java.index.Fragment;
import io.github.tsmp4java.index.Fragment.Part;
import io.github.tsmp4java.index.MovieIndex;
import io.github.tsmp4java.index.TrackIndex;
import java.util.List;

/** What the reference track shows at an instant: the picture that is composed last by then. */
final class ShownPicture {
    private ShownPicture() {}

    /** When it is composed, media ticks; {@link Long#MIN_VALUE} when none is by {@code tick}. */
    static long composedAt(MovieIndex index, long tick) throws CutException {
        TrackIndex track = index.reference();
        long found = track.composedAtOrBefore(tick);
        List<Defaults> defaults = null;
        // From the end: what lies before a fragment is mostly over before what was found in it, and is not read.
        for (int i = track.parts().size() - 1; i >= 0; i--) {
            Part part = track.parts().get(i);
            if (part.begin() <= tick && part.composedEnd() > found) {
                defaults = defaults == null ? defaults(index) : defaults;
                found = Math.max(found, moof(index, part, defaults).composedAtOrBefore(tick, part.decodeTime()));
            }
        }
        return found;
    }

    private static TrafCut moof(MovieIndex index, Part part, List<Defaults> defaults) throws CutException {
        List<Fragment> all = index.head().fragments();
        Fragment fragment = all.get(Fragment.countBefore(all, part.position() + 1) - 1);
        return TrafCut.of(fragment.moof(), part.traf(), defaults);
    }

    private static List<Defaults> defaults(MovieIndex index) throws CutException {
        Box moov = index.head().moov();
        return Defaults.all(moov.required(moov.children().boxes(), "mvex"), MovieIndex.MAX_TRACKS);
    }
}
