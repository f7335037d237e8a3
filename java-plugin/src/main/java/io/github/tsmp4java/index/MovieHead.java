package io.github.tsmp4java.index;

import io.github.tsmp4java.box.Box;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The head of a file, wherever its media stand: the moov, and the boxes that go with it into a cut.
 *
 * @param ftyp the file type box, or null (QuickTime has none)
 * @param others top-level boxes kept, in file order
 * @param moov the movie box
 * @param fragments of a fragmented movie, in file order; empty in one that is not
 * @param partial whether the first fragments were left out
 * @param truncated why the last fragment is none, or null
 * @param timecodes the counters of time code tracks that were read, by where the trak stands in the file
 * @param fileEnd bytes of the file; {@link Long#MAX_VALUE} where that is not known
 * @param notes top-level boxes left out and what else is peculiar, for people
 * @param repairs what was repaired among them
 */
public record MovieHead(Box ftyp, List<Box> others, Box moov, List<Fragment> fragments, boolean partial, String truncated,
        Map<Long, List<Integer>> timecodes, long fileEnd, List<String> notes, List<String> repairs) {

    /** The boxes beside the moov, in the order of the file: a signature may come before the ftyp. */
    public List<Box> inOrder() {
        return Stream.concat(Stream.ofNullable(ftyp), others.stream()).sorted(Comparator.comparing(Box::position)).toList();
    }
}
