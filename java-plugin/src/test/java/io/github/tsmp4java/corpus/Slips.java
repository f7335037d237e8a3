package io.github.tsmp4java.corpus;

import io.github.tsmp4java.media.Bytes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;

/** Slips of writers that every player forgives, made in a sane file whose moov is last. */
final class Slips {
    /** How a track of a file is spoilt; empty where the slip cannot be made there. */
    interface Slip {
        Optional<byte[]> in(byte[] file, int trak, Random random);
    }

    private Slips() {
    }

    /** Those of which the cut is the sane file's, byte for byte. */
    static Map<String, Slip> all() {
        Map<String, Slip> out = new LinkedHashMap<>();
        out.put("rows behind those of stsc that do not ascend", (file, trak, random) -> Patch.table(file, trak, "stsc")
                .map(stsc -> rows(stsc, 3, LongStream.generate(() -> 1).limit(3L * random.nextInt(1, 60)).toArray())));
        out.put("neighbours of stss swapped", (file, trak, random) -> stss(file, trak).map(stss -> {
            long[] numbers = stss.numbers();
            int at = random.nextInt(1, numbers.length - 1);
            long first = numbers[at];
            numbers[at] = numbers[at + 1];
            numbers[at + 1] = first;
            return stss.with(numbers);
        }));
        out.put("rows of stss doubled and past the end", (file, trak, random) -> stss(file, trak)
                .map(stss -> rows(stss, 1, stss.numbers()[random.nextInt(1, stss.numbers().length)], 1_000_000)));
        out.put("stss counted from 0", (file, trak, random) -> stss(file, trak).filter(stss -> stss.numbers()[1] == 1).map(stss -> {
            long[] numbers = stss.numbers();
            for (int i = 1; i < numbers.length; i++) {
                numbers[i]--;
            }
            return stss.with(numbers);
        }));
        for (String type : new String[] {"stts", "ctts", "stss", "stsc", "stco"}) {
            out.put("a count beyond " + type, (file, trak, random) -> Patch.table(file, trak, type).map(table -> {
                long[] numbers = table.numbers();
                numbers[0] += random.nextInt(1, 1 << 30);
                return table.with(numbers);
            }));
            out.put("a second " + type, (file, trak, random) -> Patch.table(file, trak, type)
                    .map(table -> table.followedBy(new Bytes().full(type, 0, 0, box -> box.u32(1).u32(1).u32(2).u32(1)).array())));
        }
        out.put("a count beyond sbgp", (file, trak, random) -> Patch.table(file, trak, "sbgp").map(table -> {
            long[] numbers = table.numbers();
            // Behind the grouping type, and its parameter in version 1.
            numbers[table.body()[0] == 1 ? 2 : 1] += random.nextInt(1, 1 << 30);
            return table.with(numbers);
        }));
        out.put("a second stsz", (file, trak, random) -> Patch.table(file, trak, "stsz")
                .map(table -> table.followedBy(new Bytes().full("stsz", 0, 0, box -> box.u32(3).u32(1)).array())));
        out.put("junk behind the moov", (file, trak, random) -> {
            byte[] junk = new byte[random.nextInt(8, 100)];
            random.nextBytes(junk);
            return Optional.of(new Bytes().raw(file).u32(random.nextInt(2, 8)).raw(junk).array());
        });
        out.put("junk that would be a long box if more followed", (file, trak, random) -> {
            byte[] junk = new byte[random.nextInt(4, 12)];
            random.nextBytes(junk);
            return Optional.of(new Bytes().raw(file).u32(1).raw(junk).array());
        });
        out.put("a saio that leads elsewhere", (file, trak, random) -> Patch.table(file, trak, "saio")
                .filter(saio -> Patch.table(file, trak, "senc").isPresent() || Patch.at(file, trak, "senc").isPresent())
                .map(saio -> {
                    long[] numbers = saio.numbers();
                    numbers[numbers.length - 1] = random.nextInt(100_000);
                    return saio.with(numbers);
                }));
        return out;
    }

    /** With two rows at least. */
    private static Optional<Patch> stss(byte[] file, int trak) {
        return Patch.table(file, trak, "stss").filter(stss -> stss.numbers().length > 2);
    }

    private static byte[] rows(Patch table, int width, long... more) {
        long[] numbers = LongStream.concat(LongStream.of(table.numbers()), LongStream.of(more)).toArray();
        numbers[0] += more.length / width;
        return table.with(numbers);
    }

    /** The file without an edit list in that track, and with ones that count as none. */
    static Optional<byte[]> withoutEdits(byte[] file, int trak) {
        return Patch.at(file, trak, "edts").map(edts -> edts.with(new byte[0]));
    }

    static byte[] withEdits(byte[] file, int trak, long duration, long mediaTime, long rate) {
        return Patch.at(file, trak, "tkhd").orElseThrow().followedBy(new Bytes().box("edts",
                edts -> edts.full("elst", 0, 0, elst -> elst.u32(1).u32(duration).u32(mediaTime).u32(rate))).array());
    }
}
