package io.github.tsmp4java.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.media.Bytes;
import io.github.tsmp4java.media.MovieModel;
import io.github.tsmp4java.media.SampleModel;
import io.github.tsmp4java.media.TrackModel;
import io.github.tsmp4java.media.TrackModel.Edit;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A good cut passes, and every way to spoil it is seen. */
class JudgeTest {
    /** Frame 50 is shown at 2.0 s; audio frame 93 is one before the frame heard then. */
    private static final String START = "2.13";

    private record Spoiled(Kind kind, String how, Consumer<MovieModel> model, UnaryOperator<byte[]> bytes) {
        @Override
        public String toString() {
            return kind + " " + how;
        }
    }

    static MovieModel source() {
        TrackModel video = TrackModel.video(1, 100, 10);
        video.groupVersion = 1;
        video.subsVersion = 0;
        video.auxiliary = TrackModel.Auxiliary.SENC;
        video.samples.replaceAll(sample -> {
            int i = video.samples.indexOf(sample);
            return sample.withSubSamples(i % 3).encrypted(i % 4, i);
        });
        TrackModel audio = TrackModel.audio(2, 190);
        audio.groupVersion = 0;
        audio.groupTypes = List.of("roll");
        MovieModel source = new MovieModel().with(video, audio, texts(1500, 1500, 1000));
        source.lastInMoov = chapters(0, 1.5, 2.5, 4);
        return source;
    }

    /** Texts of these milliseconds. */
    private static TrackModel texts(long... milliseconds) {
        TrackModel track = new TrackModel(4);
        track.handler = "text";
        track.codec = "mett";
        track.timescale = 1000;
        track.sync = TrackModel.Sync.ALL;
        for (long each : milliseconds) {
            track.samples.add(SampleModel.of(each, 0, true, 20, track.samples.size()));
        }
        return track;
    }

    /** The chapters of these seconds; the running one of a cut at 2 s begins at 0. */
    private static byte[] chapters(double... seconds) {
        return new Bytes().box("udta", udta -> udta.full("chpl", 0, 0, chpl -> {
            chpl.u8(seconds.length);
            for (int i = 0; i < seconds.length; i++) {
                chpl.u64(Math.round(seconds[i] * 10_000_000)).u8(1).u8('z' - seconds.length + i);
            }
        })).array();
    }

    static MovieModel goodCut() {
        MovieModel source = source();
        MovieModel cut = new MovieModel().with(source.tracks.get(0).cut(50, new Edit(2000, 512)),
                source.tracks.get(1).cut(93, new Edit(2032, 1792)), source.tracks.get(2).cut(1, new Edit(2000, 0)));
        cut.tracks.get(2).samples.set(0, cut.tracks.get(2).samples.get(0).withDuration(1000));
        cut.lastInMoov = chapters(0, 0.5, 2);
        return cut;
    }

    private static Spoiled model(Kind kind, String how, Consumer<MovieModel> change) {
        return new Spoiled(kind, how, change, bytes -> bytes);
    }

    private static Spoiled bytes(Kind kind, String how, UnaryOperator<byte[]> change) {
        return new Spoiled(kind, how, model -> { }, change);
    }

    private static Spoiled sample(Kind kind, String how, int at, UnaryOperator<SampleModel> change) {
        return model(kind, how, cut -> cut.tracks.get(0).samples.set(at, change.apply(cut.tracks.get(0).samples.get(at))));
    }

    private static Spoiled edit(Kind kind, String how, int track, Edit... edits) {
        return model(kind, how, cut -> {
            cut.tracks.get(track).edits.clear();
            cut.tracks.get(track).edits.addAll(List.of(edits));
        });
    }

    /** Adds {@code delta} to the 32-bit field {@code offset} bytes behind the n-th box of this type. */
    private static UnaryOperator<byte[]> patch(String type, int nth, int offset, int delta) {
        return file -> {
            byte[] out = file.clone();
            int at = -1;
            for (int i = 0; i <= nth; i++) {
                at = new String(out, StandardCharsets.ISO_8859_1).indexOf(type, at + 1);
            }
            ByteBuffer.wrap(out).putInt(at + offset, ByteBuffer.wrap(out).getInt(at + offset) + delta);
            return out;
        };
    }

    static Stream<Spoiled> spoiled() {
        List<Spoiled> rows = new ArrayList<>();
        rows.add(bytes(Kind.BOX_SIZES, "bytes after the mdat", file -> Arrays.copyOf(file, file.length + 3)));
        rows.add(bytes(Kind.BOX_SIZES, "mdat one too long", patch("mdat", 0, -4, 1)));
        rows.add(bytes(Kind.BOX_SIZES, "stbl one too long", patch("stbl", 0, -4, 1)));
        rows.add(bytes(Kind.BOX_SIZES, "dinf too short", patch("dinf", 0, -4, -4)));
        rows.add(model(Kind.TOP_LEVEL, "moov last", cut -> cut.moovFirst = false));
        rows.add(model(Kind.TOP_LEVEL, "free kept", cut -> cut.between = new Bytes().box("free", b -> b.u32(0)).array()));
        rows.add(bytes(Kind.TOP_LEVEL, "no moov", patch("moov", 0, 0, 1)));
        rows.add(bytes(Kind.TABLES, "stts one short", patch("stts", 0, 12, -1)));
        rows.add(bytes(Kind.TABLES, "stss past the end", patch("stss", 0, 28, 10)));
        rows.add(bytes(Kind.TABLES, "stss not ascending", patch("stss", 0, 16, -10)));
        rows.add(bytes(Kind.TABLES, "stsc two entries for a chunk", patch("stsc", 0, 24, -1)));
        rows.add(bytes(Kind.TABLES, "no stsz", patch("stsz", 0, 0, 1)));
        rows.add(bytes(Kind.CTTS, "ctts short", patch("ctts", 0, 12, -1)));
        rows.add(model(Kind.TRACKS, "audio dropped", cut -> cut.tracks.remove(1)));
        rows.add(model(Kind.TRACKS, "an unknown track", cut -> cut.tracks.get(1).id = 3));
        rows.add(bytes(Kind.OFFSETS, "first chunk off by one", patch("stco", 0, 12, -1)));
        rows.add(model(Kind.MDAT_SLACK, "bytes before", cut -> cut.slackBefore = 1));
        rows.add(model(Kind.MDAT_SLACK, "bytes after", cut -> cut.slackAfter = 1));
        rows.add(model(Kind.MDAT_SLACK, "a long stretch between", cut -> {
            cut.tracks.get(0).holeBefore = 3;
            cut.tracks.get(0).hole = 300_000;
        }));
        rows.add(model(Kind.MDAT_SLACK, "a short stretch between that the source has not", cut -> {
            cut.tracks.get(0).holeBefore = 3;
            cut.tracks.get(0).hole = 20_000;
        }));
        rows.add(bytes(Kind.SAMPLE_BYTES, "a bit", file -> {
            byte[] out = file.clone();
            out[out.length - 100] ^= 1;
            return out;
        }));
        rows.add(bytes(Kind.SAMPLE_BYTES, "chunk offsets off by one", patch("stco", 0, 16, 1)));
        rows.add(sample(Kind.SAMPLE_BYTES, "a size", 3, s -> s.withBytes(Arrays.copyOf(s.bytes(), 7))));
        rows.add(model(Kind.SAMPLE_RUN, "the last sample is gone", cut -> cut.tracks.get(0).samples.remove(49)));
        rows.add(model(Kind.SAMPLE_RUN, "more samples than there were", cut -> {
            cut.tracks.get(0).samples.addAll(source().tracks.get(0).samples);
        }));
        rows.add(model(Kind.FIRST_SAMPLE, "a GOP early",
                cut -> cut.tracks.set(0, source().tracks.get(0).cut(40, new Edit(2000, 512 + 5120)))));
        rows.add(model(Kind.FIRST_SAMPLE, "off the key frame",
                cut -> cut.tracks.set(0, source().tracks.get(0).cut(51, new Edit(2000, 0)))));
        rows.add(model(Kind.PREROLL, "audio late",
                cut -> cut.tracks.set(1, source().tracks.get(1).cut(95, new Edit(2032, 0)))));
        rows.add(model(Kind.PREROLL, "audio without what its roll group asks for",
                cut -> cut.tracks.set(1, source().tracks.get(1).cut(94, new Edit(2032, 768)))));
        rows.add(model(Kind.CHAPTERS, "as in the source", cut -> cut.lastInMoov = source().lastInMoov));
        rows.add(model(Kind.CHAPTERS, "without the running one", cut -> cut.lastInMoov = chapters(0.5, 2)));
        rows.add(model(Kind.CHAPTERS, "off by a millisecond", cut -> cut.lastInMoov = chapters(0, 0.501, 2)));
        rows.add(model(Kind.CHAPTERS, "one past the end", cut -> cut.lastInMoov = chapters(0, 0.5, 2, 3)));
        rows.add(bytes(Kind.CHAPTERS, "of another name", patch("chpl", 0, 17, 1)));
        rows.add(model(Kind.PREROLL, "audio from its start",
                cut -> cut.tracks.set(1, source().tracks.get(1).cut(0, new Edit(2032, 97024)))));
        rows.add(edit(Kind.PRESENTATION, "audio two ticks off", 1, new Edit(2032, 1794)));
        rows.add(edit(Kind.PRESENTATION, "no edit list", 1));
        rows.add(edit(Kind.PRESENTATION, "video's B-frame delay forgotten", 0, new Edit(2000, 0)));
        rows.add(edit(Kind.PRESENTATION, "nothing shown", 1, new Edit(2032, 10_000_000)));
        rows.add(edit(Kind.EDIT_START, "late though in step", 1, new Edit(500, -1), new Edit(1532, 1792 + 24000)));
        rows.add(edit(Kind.EDIT_LIST, "media time below -1", 1, new Edit(2032, -2)));
        rows.add(edit(Kind.REMAINING, "as long as the source", 1, new Edit(4032, 1792)));
        rows.add(edit(Kind.REMAINING, "too short", 1, new Edit(2000, 1792)));
        rows.add(model(Kind.TKHD_DURATION, "the source's", cut -> cut.tracks.get(0).tkhdDuration = 4000));
        rows.add(model(Kind.MDHD_DURATION, "the source's", cut -> cut.tracks.get(0).mdhdDuration = 51200));
        rows.add(model(Kind.MVHD_DURATION, "the source's", cut -> cut.mvhdDuration = 4032));
        rows.add(sample(Kind.STTS, "a duration", 49, s -> s.withDuration(511)));
        rows.add(sample(Kind.CTTS, "an offset", 9, s -> s.withOffset(77)));
        rows.add(model(Kind.CTTS, "all shifted without need", cut -> {
            cut.tracks.get(0).samples.replaceAll(s -> s.withOffset(s.offset() + 512));
            cut.tracks.get(0).edits.set(0, new Edit(2000, 1024));
        }));
        rows.add(sample(Kind.STSS, "a sync sample more", 5, s -> s.withSync(true)));
        rows.add(model(Kind.CUE, "entered in its middle", cut -> cut.tracks.set(2, source().tracks.get(2).cut(1, new Edit(2000, 500)))));
        rows.add(model(Kind.CUE, "as long as in the source", cut -> cut.tracks.set(2, source().tracks.get(2).cut(1, new Edit(2000, 0)))));
        rows.add(model(Kind.STTS, "a later text is longer", cut -> cut.tracks.get(2).samples.set(1,
                cut.tracks.get(2).samples.get(1).withDuration(1100))));
        rows.add(model(Kind.STSS, "no stss: all sync", cut -> cut.tracks.get(0).sync = TrackModel.Sync.ALL));
        rows.add(sample(Kind.SDTP, "a byte", 5, s -> s.withSdtp(1)));
        rows.add(model(Kind.SDTP, "gone", cut -> cut.tracks.get(0).writesSdtp = false));
        rows.add(sample(Kind.SBGP, "a group", 5, s -> s.withGroup(1)));
        rows.add(sample(Kind.SUBS, "an entry more", 3, s -> s.withSubSamples(2 - s.subSamples())));
        rows.add(model(Kind.SUBS, "gone", cut -> cut.tracks.get(0).subsVersion = -1));
        rows.add(bytes(Kind.SUBS, "first entry not re-based", patch("subs", 0, 12, 1)));
        rows.add(sample(Kind.SAIZ, "a size", 6, s -> s.encrypted(9, 56)));
        rows.add(bytes(Kind.SAIZ, "a sample too few", patch("saiz", 0, 17, -1)));
        rows.add(model(Kind.SAIZ, "gone", cut -> cut.tracks.get(0).auxiliary = TrackModel.Auxiliary.NONE));
        rows.add(sample(Kind.SAIO, "another vector", 6, s -> s.encrypted(0, 57)));
        rows.add(bytes(Kind.SAIO, "to the place it had in the source", patch("saio", 0, 20, 1)));
        rows.add(bytes(Kind.SAIO, "two offsets", patch("saio", 0, 16, 1)));
        rows.add(bytes(Kind.SENC, "a sample too many", patch("senc", 0, 8, 1)));
        rows.add(bytes(Kind.SENC, "read as if it had no maps", patch("senc", 0, 4, -2)));
        rows.add(bytes(Kind.VERBATIM, "saiz of another type", patch("saiz", 0, 8, 1)));
        rows.add(edit(Kind.RATE, "twice as fast", 1, new Edit(2032, 1792, 0x20000)));
        rows.add(sample(Kind.DESCRIPTION, "another entry", 0, s -> s.withDescription(2)));
        rows.add(model(Kind.VERBATIM, "no groups", cut -> cut.tracks.get(0).groupVersion = -1));
        rows.add(model(Kind.VERBATIM, "stsd", cut -> cut.tracks.get(0).codec = "hvc1"));
        rows.add(model(Kind.VERBATIM, "meta from nowhere", cut -> cut.lastInMoov = new Bytes().raw(cut.lastInMoov)
                .box("meta", b -> { }).array()));
        for (String stale : List.of("iloc", "iTunSMPB")) {
            rows.add(model(Kind.VERBATIM, stale + " in a track", cut -> cut.tracks.get(0).lastInTrak =
                    new Bytes().box("udta", udta -> udta.box("meta", meta -> meta.text(stale))).array()));
        }
        rows.add(model(Kind.UNJUDGED, "cslg as it was", cut -> cut.tracks.get(0).moreTables =
                new Bytes().full("cslg", 0, 0, cslg -> cslg.zeros(20)).array()));
        rows.add(bytes(Kind.VERBATIM, "hdlr", patch("vide", 0, 16, 1)));
        rows.add(bytes(Kind.VERBATIM, "ftyp", patch("ftyp", 0, 8, 1)));
        rows.add(model(Kind.TREF, "names a track that is gone", cut -> {
            cut.tracks.get(0).referenceType = "cdsc";
            cut.tracks.get(0).referenceTo = 2;
            cut.tracks.remove(1);
        }));
        rows.add(model(Kind.HEADER, "timescale", cut -> cut.tracks.get(0).timescale = 25600));
        rows.add(model(Kind.HEADER, "width", cut -> cut.tracks.get(0).width = 100));
        rows.add(model(Kind.HEADER, "language", cut -> cut.tracks.get(0).language = 1));
        rows.add(model(Kind.HEADER, "enabled", cut -> cut.tracks.get(0).enabled = false));
        rows.add(bytes(Kind.UNJUDGED, "a table it cannot read", patch("sdtp", 0, 0, 1)));
        return rows.stream();
    }

    @ParameterizedTest
    @MethodSource
    void spoiled(Spoiled row) {
        MovieModel cut = goodCut();
        row.model.accept(cut);
        byte[] file = row.bytes.apply(cut.bytes());
        List<Violation> found = new Judge(Source.of(source().bytes())).judge(Source.of(file), START);
        assertTrue(found.stream().anyMatch(violation -> violation.kind() == row.kind), found.toString());
    }

    @Test
    void everyKindIsSpoiledByARow() {
        Set<Kind> seen = spoiled().map(Spoiled::kind).collect(Collectors.toCollection(() -> EnumSet.noneOf(Kind.class)));
        // What is wrong with fragments only is in JudgeFragmentTest.
        assertEquals(EnumSet.complementOf(EnumSet.of(Kind.FRAGMENTS, Kind.DECODE_START, Kind.MEHD_DURATION,
                Kind.UNTOUCHED)), seen);
    }

    @Test
    void aGoodCutPasses() {
        assertEquals(List.of(), new Judge(Source.of(source().bytes())).judge(Source.of(goodCut().bytes()), START));
    }

    @Test
    void aGoodCutOfOneMomentIsABadOneOfAnother() {
        Judge judge = new Judge(Source.of(source().bytes()));
        assertTrue(judge.judge(Source.of(goodCut().bytes()), "2.4").stream()
                .anyMatch(violation -> violation.kind() == Kind.FIRST_SAMPLE));
    }
}
