package io.github.tsmp4java.index;

import io.github.tsmp4java.box.Box;
import java.util.List;

/**
 * What a file has before its media: the moov, and the boxes that go with it into a cut.
 *
 * @param ftyp the file type box, or null (QuickTime has none)
 * @param others top-level boxes kept, in file order
 * @param moov the movie box
 * @param fragments of a fragmented movie, in file order; empty in one that is not
 * @param partial whether the first fragments were left out
 * @param truncated why the last fragment is none, or null
 * @param fileEnd bytes of the file; {@link Long#MAX_VALUE} where that is not known
 * @param notes top-level boxes left out and what else is peculiar, for people
 * @param repairs what was repaired among them
 */
public record MovieHead(Box ftyp, List<Box> others, Box moov, List<Fragment> fragments, boolean partial, String truncated, long fileEnd,
        List<String> notes, List<String> repairs) {}
