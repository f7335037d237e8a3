package io.github.tsmp4java.index;

import io.github.tsmp4java.box.Box;
import io.github.tsmp4java.box.MalformedBox;
import io.github.tsmp4java.box.Sbgp;
import java.util.ArrayList;
import java.util.List;

/**
 * One sbgp of a track, with its skip table.
 *
 * @param box it was read from
 * @param sbgp its rows
 * @param runs their skip table
 */
public record SampleGroups(Box box, Sbgp sbgp, RunIndex runs) {

    static List<SampleGroups> all(List<Box> tables) throws MalformedBox {
        List<SampleGroups> groups = new ArrayList<>();
        for (Box box : tables) {
            if (box.is("sbgp")) {
                Sbgp sbgp = Sbgp.read(box);
                groups.add(new SampleGroups(box, sbgp, new RunIndex(sbgp.rows(), sbgp.count(), false)));
            }
        }
        return List.copyOf(groups);
    }

    int byteSize() {
        return runs.byteSize();
    }
}
