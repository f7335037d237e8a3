package io.github.tsmp4java.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.tsmp4java.box.DeclinedCut;
import io.github.tsmp4java.judge.RawBox;
import io.github.tsmp4java.judge.Source;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Files whose end is missing, as an upload that stopped leaves them. */
class TruncatedTest {
    private static String declined(byte[] file) {
        return assertThrows(DeclinedCut.class, () -> Pipeline.indexAnywhere(Source.of(file))).getMessage();
    }

    @Test
    void aFragmentThatIsNotAllThereIsCalledTruncated() {
        byte[] whole = MediaFile.made("fragmented_numbered.mp4").bytes();
        List<RawBox> boxes = RawBox.parse(Source.of(whole), false);
        RawBox moof = boxes.stream().filter(box -> box.type().equals("moof")).findFirst().orElseThrow();
        RawBox mdat = boxes.get(boxes.indexOf(moof) + 1);
        assertEquals("declined: truncated: the mdat at byte " + mdat.at() + " goes 5 bytes beyond the file, and there is no whole "
                + "fragment before", declined(Arrays.copyOf(whole, (int) (mdat.at() + mdat.size() - 5))));
        assertEquals("declined: truncated: the moof at byte " + moof.at() + " goes 1 bytes beyond the file, and there is no whole "
                + "fragment before", declined(Arrays.copyOf(whole, (int) (moof.at() + moof.size() - 1))));
    }
}
