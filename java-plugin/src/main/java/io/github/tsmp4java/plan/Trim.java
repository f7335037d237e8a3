package io.github.tsmp4java.plan;

import io.github.tsmp4java.index.TrackIndex;

/**
 * An attempt to take samples out of one fragment of a cut. Samples count from 0, in the fragment.
 *
 * @param track whose samples they are
 * @param fragment where its moof stands in the file
 * @param from first sample that is needed
 * @param to one past the last that is; none is needed where that is not behind the first
 * @param samples of the track in the fragment
 * @param obstacle why the others stay; null = they were taken out
 */
public record Trim(TrackIndex track, long fragment, int from, int to, int samples, String obstacle) {}
