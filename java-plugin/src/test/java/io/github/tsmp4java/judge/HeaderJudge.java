package io.github.tsmp4java.judge;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Durations, and the boxes and fields that a cut leaves as they are. */
record HeaderJudge(Movie source, Movie made, List<Violation> out) {
    private static final List<String> TIMES_OF_THE_FILE = List.of("chpl", "iTunSMPB", "iloc", "HMMT", "GPMF", "xmpDM:",
            "auxiliary.tracks", "\u00a9TIM");
    private static final Set<String> METADATA = Set.of("udta", "meta", "uuid", "XMP_");
    private static final Set<String> REWRITTEN = Set.of("mvhd", "trak", "tkhd", "edts", "mdia", "tref", "free", "skip",
            "wide", "load", "iods", "minf", "stbl", "mdhd", "senc", "mvex", "mehd");
    private static final Set<String> JUDGED_TABLES = Set.of("stsd", "stts", "ctts", "stsc", "stsz", "stz2",
            "stco", "co64", "stss", "sdtp", "sbgp", "sgpd", "subs", "saiz", "saio", "senc");

    void judge() {
        top();
        stale();
        movieHeader();
        verbatim("moov", source.moov(), made.moov());
        source.moov().first("mvex").ifPresent(mvex -> verbatim("mvex", mvex, made.moov().need("mvex")));
        for (Track track : made.tracks()) {
            source.track(track.id()).ifPresent(from -> track(from, track));
        }
    }

    private void top() {
        Optional<RawBox> ftyp = source.top().stream().filter(box -> box.type().equals("ftyp")).findFirst();
        Optional<RawBox> mine = made.top().stream().filter(box -> box.type().equals("ftyp")).findFirst();
        if (!ftyp.map(box -> Arrays.hashCode(box.body())).equals(mine.map(box -> Arrays.hashCode(box.body())))) {
            out.add(new Violation(Kind.VERBATIM, "ftyp", "differs"));
        }
    }

    /** Neither places in the whole file nor counts of it. */
    private void stale() {
        List<RawBox> all = new ArrayList<>(made.top());
        all.addAll(made.moov().children());
        made.moov().all("trak").forEach(trak -> all.addAll(trak.children()));
        for (RawBox box : all) {
            String text = new String(box.body(), StandardCharsets.ISO_8859_1);
            if ((box.type().equals("udta") || box.type().equals("meta")) && (text.contains("iloc") || text.contains("iTunSMPB"))) {
                report(Kind.VERBATIM, box.type(), "names places in the source, or its gapless counts");
            }
            if (METADATA.contains(box.type()) && (text.contains("<xmpDM:Tracks") || text.contains("<xmpDM:startTimecode")
                    || text.contains("\u00a9TIM"))) {
                report(Kind.VERBATIM, box.type(), "names times of the source");
            }
        }
    }

    /** What is the same in a fragmented movie. */
    void judgeCopies() {
        top();
        stale();
        for (Track track : made.tracks()) {
            source.track(track.id()).ifPresent(from -> {
                RawBox theirs = from.box();
                verbatim(track.toString(), theirs, track.box());
                verbatim(track + " mdia", theirs.need("mdia"), track.box().need("mdia"));
                verbatim(track + " minf", theirs.need("mdia", "minf"), track.box().need("mdia", "minf"));
                references(track.toString(), track.box());
            });
        }
    }

    private void movieHeader() {
        long longest = made.tracks().stream().mapToLong(Track::tkhdDuration).max().orElse(0);
        boolean unknown = made.duration() == -1 && source.duration() == -1
                || made.tracks().stream().anyMatch(track -> track.tkhdDuration() == -1);
        if (!unknown && made.duration() != longest) {
            report(Kind.MVHD_DURATION, "mvhd", made.duration() + ", the longest track has " + longest);
        }
        if (made.timescale() < source.timescale()) {
            report(Kind.HEADER, "mvhd", "timescale " + made.timescale() + " was " + source.timescale());
        }
        RawBox mine = made.moov().need("mvhd");
        RawBox theirs = source.moov().need("mvhd");
        if (!Arrays.equals(tail(mine, 20, 32, 52), tail(theirs, 20, 32, 52))) {
            report(Kind.HEADER, "mvhd", "rate, volume or matrix differ");
        }
    }

    /** The fields behind the duration, which ends at {@code narrow} in version 0 and {@code wide} in version 1. */
    private static byte[] tail(RawBox box, int narrow, int wide, int length) {
        int at = box.version() == 1 ? wide : narrow;
        return Arrays.copyOfRange(box.body(), at, at + length);
    }

    private void track(Track from, Track track) {
        String where = track.toString();
        if (from.timescale() != track.timescale()) {
            report(Kind.HEADER, where, "timescale " + track.timescale() + " was " + from.timescale());
            return;
        }
        Segment last = track.edits().get(track.edits().size() - 1);
        Ratio sum = last.end() == null ? track.shownEnd() : last.end();
        Ratio tkhd = Ratio.of(track.tkhdDuration(), made.timescale());
        Ratio slack = last.end() == null ? Ratio.of(1, made.timescale()) : Ratio.ZERO;
        boolean unknown = track.tkhdDuration() == -1 && from.tkhdDuration() == -1;
        if (!unknown && tkhd.minus(sum).abs().compareTo(slack) > 0) {
            report(Kind.TKHD_DURATION, where, tkhd + ", the edits make " + sum);
        }
        unknown = track.mdhdDuration() == -1 && from.mdhdDuration() == -1;
        if (!unknown && track.mdhdDuration() != track.mediaDuration()) {
            report(Kind.MDHD_DURATION, where, track.mdhdDuration() + ", stts makes " + track.mediaDuration());
        }
        RawBox mine = track.box();
        RawBox theirs = from.box();
        if (!Arrays.equals(tail(mine.need("tkhd"), 24, 36, 60), tail(theirs.need("tkhd"), 24, 36, 60))) {
            report(Kind.HEADER, where, "tkhd layer, volume, matrix or size differ");
        }
        if (track.enabled() != from.enabled()) {
            report(Kind.HEADER, where, "tkhd enabled " + track.enabled());
        }
        if (!Arrays.equals(tail(mine.need("mdia", "mdhd"), 20, 32, 2), tail(theirs.need("mdia", "mdhd"), 20, 32, 2))) {
            report(Kind.HEADER, where, "mdhd language differs");
        }
        verbatim(where, theirs, mine);
        verbatim(where + " mdia", theirs.need("mdia"), mine.need("mdia"));
        verbatim(where + " minf", theirs.need("mdia", "minf"), mine.need("mdia", "minf"));
        tables(where, theirs.need("mdia", "minf", "stbl"), mine.need("mdia", "minf", "stbl"));
        references(where, mine);
    }

    private void tables(String where, RawBox theirs, RawBox mine) {
        for (String type : List.of("stsd", "sgpd")) {
            List<byte[]> wanted = theirs.all(type).stream().map(RawBox::body).toList();
            List<byte[]> got = mine.all(type).stream().map(RawBox::body).toList();
            if (!Arrays.deepEquals(wanted.toArray(), got.toArray())) {
                report(Kind.VERBATIM, where, type + " differs");
            }
        }
        for (String type : List.of("saiz", "saio", "senc")) {
            List<String> wanted = theirs.all(type).stream().map(HeaderJudge::kindOfInformation).toList();
            if (!wanted.equals(mine.all(type).stream().map(HeaderJudge::kindOfInformation).toList())) {
                report(Kind.VERBATIM, where, type + " is gone or of another type");
            }
        }
        for (RawBox box : mine.children()) {
            if (!JUDGED_TABLES.contains(box.type())) {
                report(Kind.UNJUDGED, where, "stbl has " + box.type());
            }
        }
    }

    /** The flags of saiz, saio or senc, and by flag 1 the type and its parameter. */
    private static String kindOfInformation(RawBox box) {
        long flags = box.u32(0) & 0xffffff;
        return flags + (!box.type().equals("senc") && flags == 1 ? " " + box.i64(4) : "");
    }

    private void verbatim(String where, RawBox theirs, RawBox mine) {
        for (RawBox box : theirs.children()) {
            if (REWRITTEN.contains(box.type()) || holdsTimes(box)) {
                continue;
            }
            boolean kept = mine.all(box.type()).stream().anyMatch(
                    same -> Arrays.equals(Padless.body(same), Padless.body(box)));
            if (!kept) {
                report(Kind.VERBATIM, where, box.type() + " differs or is gone");
            }
        }
        for (RawBox box : mine.children()) {
            if (theirs.all(box.type()).isEmpty() && !box.type().equals("edts")) {
                report(Kind.VERBATIM, where, box.type() + " is new");
            }
        }
    }

    /** Chapters, marks, time codes and gapless counts are of the whole file: a cut re-bases or drops them. */
    private static boolean holdsTimes(RawBox box) {
        String text = new String(box.body(), StandardCharsets.ISO_8859_1);
        return TIMES_OF_THE_FILE.stream().anyMatch(text::contains);
    }

    private void references(String where, RawBox trak) {
        trak.first("tref").ifPresent(tref -> {
            for (RawBox kind : tref.children()) {
                for (int at = 0; at + 4 <= kind.body().length; at += 4) {
                    long id = kind.u32(at);
                    if (id != 0 && made.track(id).isEmpty() && source.track(id).isPresent()) {
                        report(Kind.TREF, where, kind.type() + " names track " + id + ", which is gone");
                    }
                }
            }
        });
    }

    private void report(Kind kind, String where, String what) {
        out.add(new Violation(kind, where, what));
    }
}
