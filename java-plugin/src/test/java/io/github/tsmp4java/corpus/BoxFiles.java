package io.github.tsmp4java.corpus;

import io.github.tsmp4java.media.Bytes;
import io.github.tsmp4java.media.MovieModel;
import io.github.tsmp4java.media.SampleModel;
import io.github.tsmp4java.media.TrackModel;
import io.github.tsmp4java.media.TrackModel.Edit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Files with the boxes that few writers write: groups, texts, chapters, metadata, and the ways to lay boxes out. */
final class BoxFiles {
    private final Map<String, MovieModel> files = new LinkedHashMap<>();

    private BoxFiles() {
    }

    static Map<String, MovieModel> all() {
        BoxFiles out = new BoxFiles();
        out.tables();
        out.groups();
        out.texts();
        out.metadata();
        out.layouts();
        out.edits();
        return out.files;
    }

    private MovieModel add(String name, TrackModel... tracks) {
        MovieModel movie = new MovieModel().with(tracks);
        files.put(name, movie);
        return movie;
    }

    private MovieModel video(String name, Consumer<TrackModel> change) {
        TrackModel video = TrackModel.video(1, 200, 24);
        change.accept(video);
        return add(name, video, TrackModel.audio(2, 380));
    }

    private void tables() {
        video("cslg", track -> track.moreTables = new Bytes()
                .full("cslg", 0, 0, cslg -> cslg.u32(512).u32(-512).u32(512).u32(512).u32(103424)).array());
        video("stps, stsh, padb and stdp", track -> track.moreTables = new Bytes()
                .full("stps", 0, 0, stps -> stps.u32(2).u32(13).u32(37))
                .full("stsh", 0, 0, stsh -> stsh.u32(1).u32(30).u32(25))
                .full("padb", 0, 0, padb -> padb.u32(200).zeros(100))
                .full("stdp", 0, 0, stdp -> stdp.zeros(400)).array());
        video("an unknown table", track -> track.moreTables = new Bytes()
                .full("qqqq", 0, 0, box -> box.u32(200).zeros(200)).array());
        video("three descriptions, in turn", track -> {
            track.chunking = new int[] {3, 2};
            track.samples.replaceAll(sample -> sample.withDescription(1 + track.samples.indexOf(sample) / 15 % 3));
        });
    }

    private void groups() {
        for (int version = 0; version <= 3; version++) {
            int of = version;
            video("groups of every type, sgpd " + version, track -> {
                track.groupVersion = of % 2;
                track.groupTypes = List.of("rap ", "tele", "sync", "seig", "roll");
                track.groupDescriptionVersion = of;
            });
            for (String type : List.of("roll", "prol")) {
                TrackModel audio = TrackModel.audio(2, 380);
                audio.codec = "sowt";
                audio.groupVersion = 0;
                audio.groupTypes = List.of(type);
                audio.groupDescriptionVersion = version;
                add(type + " of audio, sgpd " + version, TrackModel.video(1, 200, 24), audio);
            }
        }
        video("csgp of roll", track -> {
            track.compactGroups = true;
            track.groupTypes = List.of("roll");
        });
        video("csgp of seig", track -> {
            track.compactGroups = true;
            track.groupTypes = List.of("seig");
        });
    }

    /** Cues of uneven length, every other one empty. */
    private static TrackModel text(long id, String handler, String codec, byte[] empty) {
        TrackModel track = new TrackModel(id);
        track.handler = handler;
        track.codec = codec;
        track.timescale = 1000;
        track.sync = TrackModel.Sync.ALL;
        track.chunking = new int[] {1};
        long time = 0;
        for (int i = 0; time < 8000; i++) {
            long duration = Math.min(8000 - time, 170 + i * 613 % 1900);
            byte[] cue = new Bytes().u16(6).text("cue " + (i + 10)).array();
            track.samples.add(SampleModel.of(duration, 0, true, 0, i).withBytes(i % 2 == 0 ? empty : cue));
            time += duration;
        }
        return track;
    }

    private void texts() {
        add("tx3g", TrackModel.video(1, 200, 24), text(2, "sbtl", "tx3g", new byte[2]));
        add("wvtt", TrackModel.video(1, 200, 24), text(2, "text", "wvtt", new Bytes().box("vtte", box -> { }).array()));
        add("stpp", TrackModel.video(1, 200, 24), text(2, "subt", "stpp", new Bytes().text("<tt/>").array()));
        TrackModel late = text(2, "sbtl", "tx3g", new byte[2]);
        late.edits.add(new Edit(3217, -1));
        late.edits.add(new Edit(4000, 900));
        add("tx3g that begins late, inside a cue", TrackModel.video(1, 200, 24), late);
        TrackModel one = text(2, "sbtl", "tx3g", new byte[2]);
        one.samples.subList(1, one.samples.size()).clear();
        one.samples.set(0, one.samples.get(0).withDuration(8000));
        add("one cue for all", TrackModel.video(1, 200, 24), one);
        TrackModel video = TrackModel.video(1, 200, 24);
        video.referenceType = "chap";
        video.referenceTo = 3;
        TrackModel chapters = text(3, "text", "text", new byte[2]);
        chapters.enabled = false;
        add("a chapter track", video, TrackModel.audio(2, 380), chapters);
        TrackModel named = TrackModel.video(1, 200, 24);
        named.referenceType = "tmcd";
        named.referenceTo = 3;
        TrackModel code = text(3, "tmcd", "tmcd", new byte[4]);
        code.samples.subList(1, code.samples.size()).clear();
        code.samples.set(0, SampleModel.of(8000, 0, true, 4, 1));
        add("a time code track that does not say how it counts", named, TrackModel.audio(2, 380), code);
        add("a time code track", named, TrackModel.audio(2, 380), timecode(1, 1));
        add("time codes of clips that were joined", named, TrackModel.audio(2, 380), timecode(9, 1));
        add("time codes of clips, some in one chunk", named, TrackModel.audio(2, 380), timecode(9, 4));
        add("more time codes than are read", named, TrackModel.audio(2, 380), timecode(65, 1));
    }

    /** Counts from another frame in each sample; 25 frames a second. */
    private static TrackModel timecode(int clips, int inChunk) {
        TrackModel track = text(3, "tmcd", "tmcd", new byte[0]);
        track.descriptions = new Bytes().full("stsd", 0, 0, stsd -> stsd.u32(1).box("tmcd",
                entry -> entry.zeros(6).u16(1).zeros(4).u32(0).u32(25).u32(1).u8(25).u8(0))).array();
        track.chunking = new int[] {inChunk};
        track.samples.clear();
        for (int i = 0; i < clips; i++) {
            long duration = i == clips - 1 ? 8000 - 8000L * i / clips : 8000L * (i + 1) / clips - 8000L * i / clips;
            track.samples.add(SampleModel.of(duration, 0, true, 0, i).withBytes(new Bytes().u32(90_000 - 7_001L * i % 50_000).array()));
        }
        return track;
    }

    private static void chapter(Bytes list, double seconds, String title) {
        list.u64(Math.round(seconds * 10_000_000)).u8(title.length()).text(title);
    }

    private static byte[] chapters(int version) {
        return new Bytes().box("udta", udta -> udta.full("chpl", version, 0, chpl -> {
            if (version == 1) {
                chpl.u32(0);
            }
            chpl.u8(5);
            chapter(chpl, 0, "first");
            chapter(chpl, 0.96, "on a key frame");
            chapter(chpl, 3.333, "");
            chapter(chpl, 5.5, "last but one");
            chapter(chpl, 7.9999999, "last");
        })).array();
    }

    private static Consumer<Bytes> handler(String type) {
        return hdlr -> hdlr.u32(0).text(type).zeros(12).u8(0);
    }

    /** A picture by its place in the file, with all that goes with it. */
    private static byte[] items() {
        return new Bytes().full("meta", 0, 0, meta -> meta
                .full("hdlr", 0, 0, handler("pict"))
                .full("pitm", 0, 0, pitm -> pitm.u16(1))
                .full("iloc", 1, 0, iloc -> iloc.u16(0x4440).u16(1).u16(1).u16(0).u16(0).u32(0).u16(1).u32(5000).u32(100))
                .full("iinf", 0, 0, iinf -> iinf.u16(1)
                        .full("infe", 2, 0, infe -> infe.u16(1).u16(0).text("jpeg").u8(0)))
                .box("idat", idat -> idat.zeros(10))
                .full("xxxx", 0, 0, kept -> kept.text("has no place in it"))).array();
    }

    private static byte[] tags() {
        return new Bytes().box("udta", udta -> udta.full("meta", 0, 0, meta -> meta
                .full("hdlr", 0, 0, handler("mdir"))
                .box("free", free -> free.zeros(40))
                .box("ilst", ilst -> ilst
                        .box("\u00a9nam", item -> item.full("data", 0, 1, data -> data.u32(0).text("a title")))
                        .box("----", item -> item
                                .full("mean", 0, 0, mean -> mean.text("com.apple.iTunes"))
                                .full("name", 0, 0, name -> name.text("iTunSMPB"))
                                .full("data", 0, 1, data -> data.u32(0).text(" 00000000 00000840 000001CA 00000000003F31F6")))
                        .box("----", item -> item
                                .full("mean", 0, 0, mean -> mean.text("com.apple.iTunes"))
                                .full("name", 0, 0, name -> name.text("kept"))
                                .full("data", 0, 1, data -> data.u32(0).text("as it is")))))
                .box("Xtra", xtra -> xtra.text("kept too"))).array();
    }

    private void metadata() {
        for (int version = 0; version <= 1; version++) {
            video("a chapter list of version " + version, track -> { }).lastInMoov = chapters(version);
        }
        video("a chapter list that is cut off", track -> { }).lastInMoov = new Bytes().box("udta", udta -> udta
                .full("chpl", 1, 0, chpl -> chpl.u32(0).u8(9).u64(0).u8(200).text("short"))).array();
        video("gapless counts", track -> { }).lastInMoov = tags();
        video("items by their place in the moov", track -> { }).lastInMoov = items();
        video("items by their place in a track", track -> track.lastInTrak = items());
        video("items by their place in the file", track -> { }).between = items();
        video("QuickTime's meta without version", track -> { }).lastInMoov = new Bytes().box("meta", meta -> meta
                .full("hdlr", 0, 0, handler("mdta"))
                .full("keys", 0, 0, keys -> keys.u32(1).u32(12).text("mdtaabcd"))
                .box("ilst", ilst -> ilst.u32(8).u32(1))).array();
        video("load and tapt in a track", track -> track.lastInTrak = new Bytes()
                .box("load", load -> load.u32(600).u32(1200).u32(1).u32(0))
                .box("tapt", tapt -> tapt.full("clef", 0, 0, clef -> clef.u32(320 << 16).u32(180 << 16))).array());
        video("elng, pssh and iods", track -> { }).lastInMoov = new Bytes()
                .full("pssh", 0, 0, pssh -> pssh.zeros(16).u32(4).text("data"))
                .full("iods", 0, 0, iods -> iods.u32(0x10078000).u32(0x4fffffff)).array();
    }

    private static byte[] free(int size) {
        return new Bytes().box("free", free -> free.zeros(size)).array();
    }

    private void layouts() {
        MovieModel two = video("two mdats, free between", track -> { });
        two.secondMdatAt = 70;
        two.betweenMdats = free(300);
        MovieModel far = video("two mdats, a large free between", track -> { });
        far.secondMdatAt = 70;
        far.betweenMdats = free(1 << 20);
        MovieModel wide = video("two mdats with 64 bits of size, moov last", track -> { });
        wide.secondMdatAt = 30;
        wide.wideMdat = true;
        wide.moovFirst = false;
        MovieModel other = video("two mdats, uuid between", track -> { });
        other.secondMdatAt = 100;
        other.betweenMdats = new Bytes().box("uuid", uuid -> uuid.zeros(64)).array();
        other.order = "shuffled";
        video("an mdat of size 0", track -> { }).openMdat = true;
        MovieModel last = video("two mdats, the last of size 0", track -> { });
        last.secondMdatAt = 50;
        last.openMdat = true;
        video("moov and trak with 64 bits of size", track -> { }).wideBoxes = true;
        MovieModel both = video("all boxes with 64 bits of size", track -> ModelFiles.encrypt(track, TrackModel.Auxiliary.SENC));
        both.wideBoxes = true;
        both.wideMdat = true;
        video("a free box of 3 MB before the mdat", track -> { }).between = free(3 << 20);
        MovieModel huge = video("a free box of 5 GB before the mdat", track -> track.wideChunks = true);
        huge.tracks.get(1).wideChunks = true;
        huge.betweenZeros = 5_000_000_000L;
        huge.between = new Bytes().u32(1).text("free").u64(16 + huge.betweenZeros).array();
        MovieModel quickTime = video("QuickTime without ftyp, wide before the mdat", track -> { });
        quickTime.writesFtyp = false;
        quickTime.between = new Bytes().box("wide", box -> { }).array();
        MovieModel wideLast = video("QuickTime's wide, moov last", track -> { });
        wideLast.moovFirst = false;
        wideLast.between = new Bytes().box("wide", box -> { }).array();
    }

    private void edits() {
        TrackModel many = TrackModel.video(1, 200, 24);
        many.edits.clear();
        for (int i = 0; i < 20; i++) {
            many.edits.add(i % 3 == 0 ? new Edit(77, -1) : new Edit(111 + i * 20, 512 + i * 4001));
        }
        TrackModel audio = TrackModel.audio(2, 380);
        audio.edits.add(0, new Edit(600, -1));
        add("twenty edits, empty ones among them, at a movie timescale of 600", many, audio).timescale = 600;
        TrackModel dwelling = TrackModel.video(1, 200, 24);
        dwelling.edits.clear();
        dwelling.edits.add(new Edit(2, -1));
        dwelling.edits.add(new Edit(3, 512 * 30, 0));
        dwelling.edits.add(new Edit(8, 512 * 30, 0x8000));
        dwelling.edits.add(new Edit(2, 512 * 140));
        TrackModel coarse = TrackModel.audio(2, 700);
        coarse.edits.set(0, new Edit(14, 1024));
        add("an empty edit, a held picture and slow motion at a movie timescale of 1", dwelling, coarse).timescale = 1;
        video("trimmed at both ends, a trim that ends inside a frame", track ->
                track.edits.set(0, new Edit(5001, 512 + 512 * 30 + 77)));
        video("an edit list of version 1 with an empty edit", track -> {
            track.editVersion = 1;
            track.edits.add(0, new Edit(1234, -1));
        });
    }
}
