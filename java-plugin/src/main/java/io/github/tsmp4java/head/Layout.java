package io.github.tsmp4java.head;

import io.github.tsmp4java.index.TrackIndex;
import java.util.Map;

/**
 * What the new head says of places in the cut file. It is known only once the head's own length is.
 *
 * @param delta from a place in the source's media to the same in the cut, in bytes
 * @param widen whether offsets are written with 64 bits
 * @param auxiliary where in the head a track's auxiliary information is, of those that keep it in the moov
 */
record Layout(long delta, boolean widen, Map<TrackIndex, Long> auxiliary) {}
