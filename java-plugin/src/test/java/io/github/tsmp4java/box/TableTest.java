package io.github.tsmp4java.box;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Each reader: what it reads, and what it refuses, with the text. */
class TableTest {
    /** Of tables in which nothing is to be repaired. */
    private static final List<String> REPAIRS = List.of();

    private static BoxBytes full(int version) {
        return new BoxBytes().u8(version, 0, 0, 0);
    }

    private static void refused(String message, Executable read) {
        assertEquals(message, assertThrows(CutException.class, read).getMessage());
    }

    /** @param values of 32 bits of the table that is read, after version, flags and count */
    private static void repaired(String note, Bytes rows, List<String> repairs, long... values) {
        assertEquals(List.of(note), repairs);
        assertArrayEquals(new BoxBytes().u32(values).bytes(), rows.copy());
        repairs.clear();
    }

    @Test
    void sttsReadsRunsAndTheRowsThatAreThere() throws Exception {
        Stts stts = Stts.read(full(0).u32(2, 3, 512, 1, 500).box("stts"), REPAIRS);
        assertEquals(2, stts.count());
        assertEquals(3, stts.samples(0));
        assertEquals(500, stts.delta(1));
        List<String> repairs = new ArrayList<>();
        repaired("stts is to have 268435455 rows, its box ends after 2",
                Stts.read(full(0).u32(268435455, 3, 512, 1, 500).box("stts"), repairs).rows(), repairs, 3, 512, 1, 500);
        repaired("stts has a sample_delta of more than 2^31; it counts as 1",
                Stts.read(full(0).u32(2, 3, 512, 1, -500).box("stts"), repairs).rows(), repairs, 3, 512, 1, 1);
        refused("stts @0: needs a body of 8 bytes, has 4", () -> Stts.read(full(0).box("stts"), REPAIRS));
        refused("stts @0: version 1, known are 0 to 0", () -> Stts.read(full(1).u32(0).box("stts"), REPAIRS));
    }

    @Test
    void cttsOffsetsAreSignedInBothVersions() throws Exception {
        for (int version = 0; version < 2; version++) {
            Ctts ctts = Ctts.read(full(version).u32(2, 1, 1024, 4, -512).box("ctts"), REPAIRS);
            assertEquals(1024, ctts.offset(0));
            assertEquals(-512, ctts.offset(1));
            assertEquals(4, ctts.samples(1));
        }
    }

    @Test
    void stscRefusesRunsOutOfOrder() throws Exception {
        Stsc stsc = Stsc.read(full(0).u32(2, 1, 5, 1, 4, 2, 2).box("stsc"), 10, 44, REPAIRS);
        assertEquals(4, stsc.firstChunk(1));
        assertEquals(5, stsc.samplesPerChunk(0));
        assertEquals(2, stsc.description(1));
        refused("stsc @0: first_chunk 2 in row 0 follows 0, samples_per_chunk is 5, and no reading of the rows gives 44 samples",
                () -> Stsc.read(full(0).u32(1, 2, 5, 1).box("stsc"), 10, 44, REPAIRS));
        refused("stsc @0: first_chunk 1 in row 1 follows 1, samples_per_chunk is 7, and no reading of the rows gives 44 samples",
                () -> Stsc.read(full(0).u32(2, 1, 5, 1, 1, 7, 1).box("stsc"), 2, 44, REPAIRS));
        List<String> repairs = new ArrayList<>();
        repaired("stsc has rows that do not ascend: 2 of its 4 count", Stsc.read(full(0).u32(4, 1, 5, 1, 4, 2, 2, 1, 1, 1, 7, 0, 1)
                .box("stsc"), 10, 29, repairs).rows(), repairs, 1, 5, 1, 4, 2, 2);
        repaired("stsc has a row for each chunk, all of them for chunk 1", Stsc.read(full(0).u32(3, 1, 5, 1, 1, 2, 2, 1, 9, 1)
                .box("stsc"), 3, 16, repairs).rows(), repairs, 1, 5, 1, 2, 2, 2, 3, 9, 1);
    }

    @Test
    void stszIsUniformOrListed() throws Exception {
        Stsz uniform = Stsz.read(full(0).u32(4, 1_000_000_000).box("stsz"), REPAIRS);
        assertEquals(4, uniform.size(999_999_999));
        Stsz listed = Stsz.read(full(0).u32(0, 2, 7, 4_000_000_000L).box("stsz"), REPAIRS);
        assertEquals(4_000_000_000L, listed.size(1));
        assertEquals(2, Stsz.read(full(0).u32(0, 3, 7, 8).box("stsz"), new ArrayList<>()).count());
    }

    @Test
    void stz2HasSizesOf4To16Bits() throws Exception {
        assertEquals(250, Stsz.read(full(0).u8(0, 0, 0, 8).u32(2).u8(3, 250).box("stz2"), REPAIRS).size(1));
        assertEquals(0xabcd, Stsz.read(full(0).u8(0, 0, 0, 16).u32(2).u8(0, 1, 0xab, 0xcd).box("stz2"), REPAIRS).size(1));
        Stsz half = Stsz.read(full(0).u8(0, 0, 0, 4).u32(3).u8(0x12, 0x3f).box("stz2"), REPAIRS);
        assertEquals(List.of(1L, 2L, 3L), List.of(half.size(0), half.size(1), half.size(2)));
        refused("stz2 @0: field_size 7 is none of 4, 8, 16", () -> Stsz.read(full(0).u8(0, 0, 0, 7).u32(0).box("stz2"), REPAIRS));
    }

    @Test
    void chunkOffsetsAre32Or64BitsWide() throws Exception {
        assertEquals(4_000_000_000L, ChunkOffsets.read(full(0).u32(1, 4_000_000_000L).box("stco"), REPAIRS).offset(0));
        assertEquals(1L << 40, ChunkOffsets.read(full(0).u32(1).u64(1L << 40).box("co64"), REPAIRS).offset(0));
        refused("co64 @0: chunk_offset 18446744073709551615 of chunk 2 is beyond 2^63",
                () -> ChunkOffsets.read(full(0).u32(2).u64(0, -1).box("co64"), REPAIRS));
    }

    @Test
    void stssMustAscendFromOne() throws Exception {
        Stss stss = Stss.read(full(0).u32(3, 1, 26, 51).box("stss"), 100, REPAIRS);
        assertEquals(25, stss.sample(1));
        assertEquals(-1, Stss.read(full(0).u32(1, 4).box("stss"), 100, REPAIRS).rowAtOrBefore(2));
        assertEquals(1, stss.rowAtOrBefore(49));
        assertEquals(2, stss.rowAtOrBefore(50));
        List<String> repairs = new ArrayList<>();
        repaired("stss counts samples from 0: 2 of its 2 rows count",
                Stss.read(full(0).u32(2, 0, 25).box("stss"), 100, repairs).rows(), repairs, 1, 26);
        repaired("stss has numbers out of order, twice or past the last sample: 3 of its 6 rows count",
                Stss.read(full(0).u32(6, 26, 1, 51, 51, 101, 0).box("stss"), 100, repairs).rows(), repairs, 1, 26, 51);
    }

    @Test
    void elstReadsBothVersions() throws Exception {
        Elst narrow = Elst.read(full(0).u32(2, 80, -1, 0x10000, 9000, 1024, 0x10000).box("elst"), REPAIRS);
        Elst wide = Elst.read(full(1).u32(2).u64(80, -1).u32(0x10000).u64(9000, 1024).u32(0x10000).box("elst"), REPAIRS);
        assertEquals(narrow, wide);
        assertEquals(new Elst.Edit(9000, 1024, 0x10000), wide.edits().get(1));
        assertEquals(true, wide.edits().get(0).empty());
        List<String> repairs = new ArrayList<>();
        assertEquals(List.of(), Elst.read(full(0).u32(2, 5, 7, 0x10000, 5, -2, 0x10000).box("elst"), repairs).edits());
        assertEquals(List.of(), Elst.read(full(0).u32(1, 0, -1, 0x10000).box("elst"), repairs).edits());
        assertEquals(List.of(), Elst.read(full(0).u32(2, 5, -1, 0x10000, 5, 7, 0).box("elst"), repairs).edits());
        assertEquals(2, Elst.read(full(0).u32(2, 5, 7, 0, 5, 7, 0x10000).box("elst"), REPAIRS).edits().size());
        assertEquals(List.of("the edit list has media_time -2: it counts as none",
                "the edit list has nothing but an empty edit of no duration: it counts as none",
                "the edit list has media_rate 0 all along: it counts as none"), repairs);
    }

    @Test
    void headersKnowTheUnknownDuration() throws Exception {
        byte[] rest = new byte[4];
        assertEquals(new long[] {90000, 4711}[1],
                DurationHeader.read(full(0).u32(1, 2, 90000, 4711).add(rest).box("mdhd")).duration());
        assertEquals(DurationHeader.UNKNOWN,
                DurationHeader.read(full(0).u32(1, 2, 90000, -1).add(rest).box("mdhd")).duration());
        DurationHeader wide = DurationHeader.read(full(1).u64(1, 2).u32(90000).u64(1L << 33).add(rest).box("mdhd"));
        assertEquals(1L << 33, wide.duration());
        assertEquals(90000, wide.timed(new ArrayList<>()).field());
        refused("mdhd @0: duration 9223372036854775808 is beyond 2^63", () -> DurationHeader.read(
                full(1).u64(1, 2).u32(90000).u64(Long.MIN_VALUE).add(rest).box("mdhd")));
        List<String> repairs = new ArrayList<>();
        assertEquals(1, DurationHeader.read(full(0).u32(1, 2, 0, 5).add(rest).box("mdhd")).timed(repairs).field());
        assertEquals(List.of("the timescale of mdhd is 0: it counts as 1"), repairs);
    }

    @Test
    void aDataReferenceElsewhereIsDeclined() throws Exception {
        byte[] self = new BoxBytes().u8(0, 0, 0, 1).in("url ");
        byte[] other = new BoxBytes().u8(0, 0, 0, 0).add("x".getBytes()).in("url ");
        DataReferences.requireSelfContained(full(0).u32(1).add(self).box("dref"), REPAIRS);
        refused("declined: media in another file (dref/url [2])",
                () -> DataReferences.requireSelfContained(full(0).u32(2).add(self, other).box("dref"), REPAIRS));
        List<String> repairs = new ArrayList<>();
        DataReferences.requireSelfContained(full(0).u32(1).add(new BoxBytes().u8(0, 0, 0, 0).in("url ")).box("dref"), repairs);
        assertEquals(1, repairs.size());
    }

    @Test
    void rollDistancesLookBack() throws Exception {
        long roll = FourCc.of("roll").code();
        assertEquals(5, RollDistances.read(full(1).u32(roll, 2, 2).u8(0xff, 0xff, 0xff, 0xfb).box("sgpd"), REPAIRS).preRoll());
        assertEquals(0, RollDistances.read(full(0).u32(roll, 1).u8(0, 3).box("sgpd"), REPAIRS).preRoll());
        assertEquals(2, RollDistances.read(full(1).u32(roll, 0, 1, 2).u8(0xff, 0xfe).box("sgpd"), REPAIRS).preRoll());
        List<String> repairs = new ArrayList<>();
        assertEquals(2, RollDistances.read(full(1).u32(roll, 2, 4_000_000_000L).u8(0xff, 0xfe).box("sgpd"), repairs).preRoll());
        assertEquals(List.of("sgpd is to have 4000000000 entries, its box ends after 1"), repairs);
    }

    @Test
    void runsOfAGroupBeyondTheBoxAreNotThere() throws Exception {
        List<String> repairs = new ArrayList<>();
        Sbgp sbgp = Sbgp.read(full(0).u32(FourCc.of("roll").code(), 7, 10, 1).box("sbgp"), repairs);
        assertEquals(1, sbgp.count());
        assertEquals(10, sbgp.samples(0));
        assertEquals(List.of("sbgp is to have 7 rows, its box ends after 1"), repairs);
    }

    @Test
    void auxiliarySizesAreUniformOrListed() throws Exception {
        Saiz listed = Saiz.read(full(0).u8(0).u32(2).u8(16, 24).box("saiz"));
        assertEquals(24, listed.size(1));
        Saiz typed = Saiz.read(new BoxBytes().u8(0, 0, 0, 1).u32(1, 0).u8(8).u32(1000).box("saiz"));
        assertEquals(8, typed.size(999));
        assertEquals(12, typed.prefix());
        refused("saiz @0: entry_count 3 needs 3 bytes, 2 remain", () -> Saiz.read(full(0).u8(0).u32(3).u8(1, 2).box("saiz")));
        assertEquals(77, Saio.read(full(0).u32(2, 5, 77).box("saio")).offset(1));
        assertEquals(1L << 40, Saio.read(full(1).u32(1).u64(1L << 40).box("saio")).offset(0));
        refused("saio @0: offset 18446744073709551615 is beyond 2^63", () -> Saio.read(full(1).u32(1).u64(-1).box("saio")));
    }

    @Test
    void subSamplesAreEntriesOfDifferentLengths() throws Exception {
        Subs subs = Subs.read(full(0).u32(2).u32(1).u8(0, 1).u32(9, 9).u32(3).u8(0, 0).box("subs"));
        assertEquals(14, subs.size(0));
        assertEquals(3, subs.delta(14));
        assertEquals(6, subs.size(14));
        refused("subs @0: entry_count 2, the body ends in entry 1",
                () -> Subs.read(full(1).u32(2).u32(1).u8(0, 0).u32(1).u8(0, 1).u32(0).box("subs")));
    }

    @Test
    void aCompactGroupTableUnfoldsToRuns() throws Exception {
        long roll = FourCc.of("roll").code();
        // 4-bit indices, 8-bit counts and lengths: [1, 2] over 5 samples, then [2] over 3.
        Csgp.Unfolded unfolded = Csgp.read(new BoxBytes().u8(0, 0, 0, 0b010100).u32(roll, 2).u8(2, 5, 1, 3, 0x12, 0x20)
                .box("csgp"));
        Sbgp rows = unfolded.sbgp();
        List<String> runs = new ArrayList<>();
        for (int row = 0; row < rows.count(); row++) {
            runs.add(rows.samples(row) + "x" + rows.group(row));
        }
        assertEquals(List.of("1x1", "1x2", "1x1", "1x2", "1x1", "3x2"), runs);
        refused("csgp @0: 255 fields of 4 bits, 16 bits remain", () -> Csgp.read(
                new BoxBytes().u8(0, 0, 0, 0b010100).u32(roll, 1).u8(255, 5, 1, 3).box("csgp")));
        refused("declined: compact sample groups unfold to more than 16384 runs (csgp)", () -> Csgp.read(
                new BoxBytes().u8(0, 0, 0, 0b011100).u32(roll, 1).u8(2).u32(0xffffffffL).u8(0x12).box("csgp")));
    }
}
