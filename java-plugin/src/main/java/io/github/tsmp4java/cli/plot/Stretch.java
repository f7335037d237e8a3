package io.github.tsmp4java.cli.plot;

import io.github.tsmp4java.index.Chunks.Chunk;
import io.github.tsmp4java.index.Fragment;
import io.github.tsmp4java.index.MovieIndex;
import io.github.tsmp4java.index.Time;
import io.github.tsmp4java.index.Timeline.Segment;
import io.github.tsmp4java.index.TrackIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Media of a track that stand together in the file: a chunk, or what a fragment has of the track.
 *
 * @param begins when the first of them is shown
 * @param ends when the last of a chunk begins to be shown, or when the last of a fragment ends
 * @param begin the first byte of the chunk, or of the whole fragment
 * @param end one past its last byte
 */
record Stretch(Time begins, Time ends, long begin, long end) {
    /** A picture has no room for more. */
    private static final int MOST = 2000;

    /** All of a track; where there are very many, only some of them, evenly spread. */
    static List<Stretch> of(MovieIndex index, TrackIndex track) {
        List<Stretch> stretches = new ArrayList<>();
        int chunks = track.samples() == 0 ? 0 : track.chunks().of(track.samples() - 1).number() + 1;
        long before = -1;
        for (int i = 0; i < Math.min(chunks, MOST); i++) {
            // Of many chunks those that hold samples far apart.
            long sample = chunks <= MOST ? before + 1 : track.samples() * i / MOST;
            Chunk chunk = track.chunks().of(sample);
            before = chunk.first() + chunk.samples() - 1;
            add(track, chunk, stretches);
        }
        int parts = track.parts().size();
        for (int i = 0; i < Math.min(parts, MOST); i++) {
            add(index, track, track.parts().get(parts <= MOST ? i : (int) ((long) parts * i / MOST)), stretches);
        }
        return stretches;
    }

    private static void add(TrackIndex track, Chunk chunk, List<Stretch> to) {
        long last = Math.min(track.samples(), chunk.first() + chunk.samples()) - 1;
        long begin = track.chunks().offsets().offset(chunk.number());
        add(track, track.times().ct(chunk.first()), track.times().ct(last), begin,
                begin + track.sizes().bytes(chunk.first(), last + 1), to);
    }

    private static void add(MovieIndex index, TrackIndex track, Fragment.Part part, List<Stretch> to) {
        List<Fragment> fragments = index.head().fragments();
        Fragment fragment = fragments.get(Fragment.countBefore(fragments, part.position()));
        add(track, part.begin(), part.composedEnd(), fragment.begin(), fragment.end(), to);
    }

    private static void add(TrackIndex track, long first, long last, long begin, long end, List<Stretch> to) {
        Optional<Time> begins = shown(track, first);
        Optional<Time> ends = shown(track, last);
        if (begins.isPresent() && ends.isPresent()) {
            to.add(new Stretch(begins.get().min(ends.get()), begins.get().max(ends.get()), begin, end));
        }
    }

    /** When a tick of the media is first shown; where the edit begins after it, when the edit begins. */
    private static Optional<Time> shown(TrackIndex track, long tick) {
        for (Segment segment : track.timeline().segments()) {
            if (!segment.isEmpty() && tick <= segment.mediaUntil(segment.end())) {
                return Optional.of(segment.at(tick));
            }
        }
        return Optional.empty();
    }
}
