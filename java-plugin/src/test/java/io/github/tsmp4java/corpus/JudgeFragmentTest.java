package io.github.tsmp4java.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.judge.Judge;
import io.github.tsmp4java.judge.Kind;
import io.github.tsmp4java.judge.RawBox;
import io.github.tsmp4java.judge.Source;
import io.github.tsmp4java.judge.Violation;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A good cut of a fragmented file passes; each way to spoil it is seen. */
class JudgeFragmentTest {
    private static final String START = "4.5";

    private final Source file = Source.of(MediaFile.made().stream().filter(made -> made.kind().equals("fragmented"))
            .findFirst().orElseThrow().bytes());
    private final Judge judge = new Judge(file);

    private byte[] cut(String start) throws CutException {
        Source cut = Pipeline.cut(Pipeline.indexAnywhere(file), file, start);
        return cut.read(0, Math.toIntExact(cut.length()));
    }

    private List<Violation> judge(byte[] cut) {
        return judge.judge(Source.of(cut), START);
    }

    private void seen(Kind kind, byte[] cut) {
        List<Violation> found = judge(cut);
        assertTrue(found.stream().anyMatch(violation -> violation.kind() == kind), found.toString());
    }

    /** The boxes of a cut, those of each fragment together: what is before them, then one part for each. */
    private static List<byte[]> parts(byte[] cut) {
        List<byte[]> out = new ArrayList<>();
        ByteArrayOutputStream part = new ByteArrayOutputStream();
        for (RawBox box : RawBox.parse(Source.of(cut), true)) {
            if (box.type().equals("moof")) {
                out.add(part.toByteArray());
                part.reset();
            }
            part.write(cut, (int) box.at(), (int) box.size());
        }
        out.add(part.toByteArray());
        return out;
    }

    private static byte[] whole(List<byte[]> parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        parts.forEach(out::writeBytes);
        return out.toByteArray();
    }

    private static byte[] changed(byte[] cut, String type, int offset) {
        byte[] out = cut.clone();
        for (int at = 4; ; at++) {
            if (type.equals(new String(out, at, 4, java.nio.charset.StandardCharsets.ISO_8859_1))) {
                ByteBuffer.wrap(out).putInt(at + offset, ByteBuffer.wrap(out).getInt(at + offset) + 5);
                return out;
            }
        }
    }

    @Test
    void aGoodCutPasses() throws CutException {
        assertEquals(List.of(), judge(cut(START)));
        assertTrue(parts(cut(START)).size() > 3, "fragments to take away");
    }

    @Test
    void aFragmentTooManyOrTooFewIsSeen() throws CutException {
        List<byte[]> good = parts(cut(START));
        seen(Kind.FIRST_SAMPLE, cut("6.5"));
        seen(Kind.FRAGMENTS, cut("0.001"));
        List<byte[]> shorter = new ArrayList<>(good);
        shorter.remove(shorter.size() - 1);
        seen(Kind.SAMPLE_RUN, whole(shorter));
        List<byte[]> hole = new ArrayList<>(good);
        hole.remove(2);
        seen(Kind.SAMPLE_BYTES, whole(hole));
    }

    @Test
    void aChangedFieldIsSeen() throws CutException {
        byte[] good = cut(START);
        seen(Kind.SAMPLE_BYTES, changed(good, "mdat", 40));
        seen(Kind.EDIT_LIST, negative(good));
        seen(Kind.PRESENTATION, changed(good, "elst", 16));
        seen(Kind.VERBATIM, changed(good, "hdlr", 8));
    }

    @Test
    void timesAndBytesOfFragmentsAreSeen() throws CutException {
        byte[] good = cut(START);
        seen(Kind.DECODE_START, everyDecodeTimeLater(good));
        seen(Kind.UNTOUCHED, changed(good, "mfhd", 8));
        for (int field : new int[] {8, 12, 28, 32, 40}) {
            seen(Kind.FRAGMENTS, changed(good, "sidx", field));
        }
        seen(Kind.MVHD_DURATION, changed(good, "mvhd", 20));
        seen(Kind.TKHD_DURATION, changed(good, "tkhd", 24));
        seen(Kind.MDHD_DURATION, changed(good, "mdhd", 20));
        seen(Kind.MEHD_DURATION, withMehd(good));
    }

    private static byte[] everyDecodeTimeLater(byte[] cut) {
        byte[] out = cut.clone();
        for (RawBox moof : RawBox.parse(Source.of(cut), true)) {
            for (RawBox traf : moof.all("traf")) {
                RawBox tfdt = traf.need("tfdt");
                int at = (int) tfdt.at() + tfdt.header() + (tfdt.version() == 1 ? 8 : 4);
                ByteBuffer.wrap(out).putInt(at, ByteBuffer.wrap(out).getInt(at) + 512);
            }
        }
        return withEarlierEdits(out);
    }

    /** Edits that show the same although decoding begins later. */
    private static byte[] withEarlierEdits(byte[] cut) {
        byte[] out = cut.clone();
        for (RawBox trak : RawBox.parse(Source.of(cut), true).stream().filter(box -> box.type().equals("moov")).findFirst()
                .orElseThrow().all("trak")) {
            RawBox elst = trak.need("edts", "elst");
            int at = (int) elst.at() + elst.header() + 12;
            ByteBuffer.wrap(out).putInt(at, ByteBuffer.wrap(out).getInt(at) + 512);
        }
        return out;
    }

    /** One that the source has not; the moov and mvex are made larger by it. */
    private static byte[] withMehd(byte[] cut) {
        String text = new String(cut, java.nio.charset.StandardCharsets.ISO_8859_1);
        int mvex = text.indexOf("mvex");
        int moov = text.indexOf("moov");
        byte[] out = new byte[cut.length + 16];
        System.arraycopy(cut, 0, out, 0, mvex + 4);
        ByteBuffer.wrap(out, mvex + 4, 16).putInt(16).putInt(0x6d656864).putInt(0).putInt(77);
        System.arraycopy(cut, mvex + 4, out, mvex + 20, cut.length - mvex - 4);
        ByteBuffer.wrap(out).putInt(mvex - 4, ByteBuffer.wrap(out).getInt(mvex - 4) + 16);
        ByteBuffer.wrap(out).putInt(moov - 4, ByteBuffer.wrap(out).getInt(moov - 4) + 16);
        return out;
    }

    /** A media time below -1. */
    private static byte[] negative(byte[] cut) {
        byte[] out = cut.clone();
        String text = new String(out, java.nio.charset.StandardCharsets.ISO_8859_1);
        ByteBuffer.wrap(out).putInt(text.indexOf("elst") + 16, -7);
        return out;
    }
}
