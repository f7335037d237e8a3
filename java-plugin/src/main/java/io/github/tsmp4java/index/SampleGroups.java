package io.github.tsmp4java.index;

import io.github.tsmp4java.box.Box;
import io.github.tsmp4java.box.Bytes;
import io.github.tsmp4java.box.Csgp;
import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.box.DeclinedCut;
import io.github.tsmp4java.box.Sbgp;
import java.util.ArrayList;
import java.util.List;

/**
 * The groups of one type of a track, with their skip table: from an sbgp, or a csgp read as the sbgp that says the same.
 *
 * @param box they were read from
 * @param prefix body bytes of the sbgp before its entry_count
 * @param rows its rows
 * @param runs their skip table
 */
public record SampleGroups(Box box, Bytes prefix, Bytes rows, RunIndex runs) {

    private static final int MAX_BOXES = 16;

    static List<SampleGroups> all(List<Box> tables, List<String> repairs) throws CutException {
        List<SampleGroups> groups = new ArrayList<>();
        for (Box box : tables) {
            if (groups.size() == MAX_BOXES) {
                throw new DeclinedCut("more than " + MAX_BOXES + " sample groups (" + box.path() + ")");
            }
            if (box.is("sbgp")) {
                Sbgp sbgp = Sbgp.read(box, repairs);
                groups.add(of(box, box.body().slice(0, sbgp.prefix()), sbgp));
            } else if (box.is("csgp")) {
                Csgp.Unfolded unfolded = Csgp.read(box);
                groups.add(of(box, new Bytes(unfolded.prefix()), unfolded.sbgp()));
            }
        }
        return List.copyOf(groups);
    }

    private static SampleGroups of(Box box, Bytes prefix, Sbgp sbgp) {
        return new SampleGroups(box, prefix, sbgp.rows(), new RunIndex(sbgp.rows(), sbgp.count(), false));
    }

    int byteSize() {
        return runs.byteSize() + (box.is("csgp") ? rows.size() : 0);
    }
}
