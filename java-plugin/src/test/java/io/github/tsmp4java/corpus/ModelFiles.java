package io.github.tsmp4java.corpus;

import io.github.tsmp4java.media.Bytes;
import io.github.tsmp4java.media.MovieModel;
import io.github.tsmp4java.media.SampleModel;
import io.github.tsmp4java.media.TrackModel;
import io.github.tsmp4java.media.TrackModel.Edit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Files that no encoder here writes, by the shape that they are there for. */
public final class ModelFiles {
    private final Map<String, MovieModel> files = new LinkedHashMap<>();

    private ModelFiles() {
    }

    public static Map<String, MovieModel> all() {
        ModelFiles out = new ModelFiles();
        out.tables();
        out.times();
        out.layouts();
        out.protection();
        out.timelines();
        out.files.putAll(ScatteredFiles.all());
        out.files.putAll(BoxFiles.all());
        return out.files;
    }

    private MovieModel add(String name, TrackModel... tracks) {
        MovieModel movie = new MovieModel().with(tracks);
        files.put(name, movie);
        return movie;
    }

    private void video(String name, Consumer<TrackModel> change) {
        TrackModel video = TrackModel.video(1, 200, 24);
        change.accept(video);
        add(name, video, TrackModel.audio(2, 380));
    }

    private static void subSamples(TrackModel track, int version) {
        track.subsVersion = version;
        track.samples.replaceAll(sample -> sample.withSubSamples(track.samples.indexOf(sample) % 5 % 3));
    }

    private static TrackModel undescribed() {
        TrackModel track = TrackModel.video(1, 200, 24);
        track.writesDescriptions = false;
        return track;
    }

    static void resize(TrackModel track, int modulus, int least) {
        for (int i = 0; i < track.samples.size(); i++) {
            track.samples.set(i, SampleModel.of(track.samples.get(i).duration(), track.samples.get(i).offset(),
                    track.samples.get(i).sync(), least + i % modulus, i));
        }
    }

    private void tables() {
        video("as it is", track -> { });
        video("co64", track -> track.wideChunks = true);
        video("stz2 of 16 bits", track -> track.sizes = TrackModel.Sizes.STZ2_16);
        video("stz2 of 8 bits", track -> {
            resize(track, 200, 20);
            track.sizes = TrackModel.Sizes.STZ2_8;
        });
        video("stz2 of 4 bits", track -> {
            resize(track, 14, 2);
            track.sizes = TrackModel.Sizes.STZ2_4;
        });
        video("subs version 0", track -> subSamples(track, 0));
        video("subs version 1", track -> subSamples(track, 1));
        video("csgp", track -> track.compactGroups = true);
        video("no hdlr", track -> track.writesHandler = false);
        add("no stsd beside audio", undescribed(), TrackModel.audio(2, 380));
        video("uniform stsz", track -> {
            resize(track, 1, 77);
            track.sizes = TrackModel.Sizes.UNIFORM;
        });
        video("samples of no bytes", track -> resize(track, 3, 0));
        video("no stss", track -> track.sync = TrackModel.Sync.ALL);
        video("an stss without an entry", track -> track.sync = TrackModel.Sync.NONE_LISTED);
        video("the first key frame is not the first frame",
                track -> track.samples.set(0, track.samples.get(0).withSync(false)));
        video("one key frame", track -> track.samples.replaceAll(
                sample -> sample == track.samples.get(0) ? sample : sample.withSync(false)));
        video("no ctts, no sdtp", track -> {
            track.writesOffsets = false;
            track.writesSdtp = false;
            track.samples.replaceAll(sample -> sample.withOffset(0));
            track.edits.set(0, new Edit(8000, 0));
        });
        video("ctts version 1 with negative offsets", track -> negative(track, 1));
        video("ctts version 0 with negative offsets", track -> negative(track, 0));
        video("sbgp version 0", track -> track.groupVersion = 0);
        video("sbgp version 1", track -> track.groupVersion = 1);
        video("two sample descriptions", track -> track.samples.replaceAll(
                sample -> sample.withDescription(track.samples.indexOf(sample) < 101 ? 1 : 2)));
        video("one sample a chunk", track -> track.chunking = new int[] {1});
        video("one chunk", track -> track.chunking = new int[] {1000});
        video("chunks of 3, 3, 1, 7", track -> track.chunking = new int[] {3, 3, 1, 7});
        video("changing sample durations", track -> track.samples.replaceAll(
                sample -> sample.withDuration(400 + track.samples.indexOf(sample) % 9 * 25)));
    }

    private void protection() {
        for (TrackModel.Auxiliary place : TrackModel.Auxiliary.values()) {
            if (place != TrackModel.Auxiliary.NONE) {
                video("auxiliary information " + place, track -> encrypt(track, place));
            }
        }
        video("auxiliary information with 64-bit places", track -> {
            encrypt(track, TrackModel.Auxiliary.BEHIND_EACH_CHUNK);
            track.wideChunks = true;
        });
        video("vectors of one size", track -> {
            track.auxiliary = TrackModel.Auxiliary.SENC;
            track.samples.replaceAll(sample -> sample.encrypted(1, track.samples.indexOf(sample)));
        });
        TrackModel first = TrackModel.video(1, 200, 24);
        encrypt(first, TrackModel.Auxiliary.SENC);
        TrackModel second = TrackModel.audio(2, 380);
        encrypt(second, TrackModel.Auxiliary.SENC);
        add("two encrypted tracks", first, second);
        TrackModel piece = TrackModel.video(1, 200, 24);
        encrypt(piece, TrackModel.Auxiliary.IN_ONE_PIECE);
        add("auxiliary information before chunks in reverse", TrackModel.audio(2, 380), piece).order = "reversed";
    }

    static void encrypt(TrackModel track, TrackModel.Auxiliary place) {
        track.auxiliary = place;
        track.samples.replaceAll(sample -> sample.encrypted(track.samples.indexOf(sample) % 4, sample.bytes()[0]));
    }

    private void timelines() {
        video("three edits", track -> edits(track, new Edit(2000, 512 + 512 * 30), new Edit(700, -1),
                new Edit(3000, 512 + 512 * 100)));
        video("edits that go back", track -> edits(track, new Edit(3000, 512 + 512 * 90), new Edit(3000, 512 + 512 * 10)));
        video("a held picture first", track -> edits(track, new Edit(2500, 512 + 512 * 3, 0), new Edit(4000, 512 + 512 * 3)));
        video("a held picture last", track -> edits(track, new Edit(4000, 512), new Edit(2500, 512 + 512 * 99, 0)));
        video("slow motion", track -> edits(track, new Edit(1000, 512), new Edit(4000, 512 + 512 * 25, 0x8000),
                new Edit(3000, 512 + 512 * 75)));
        video("all of it faster", track -> edits(track, new Edit(4000, 512, 0x20000)));
        video("the same again", track -> edits(track, new Edit(1000, 512), new Edit(1000, 512), new Edit(1000, 512)));
        TrackModel parts = TrackModel.video(1, 200, 24);
        edits(parts, new Edit(2, 512), new Edit(1, -1), new Edit(3, 512 + 512 * 100));
        TrackModel audio = TrackModel.audio(2, 380);
        edits(audio, new Edit(1, 1024), new Edit(5, 96_000));
        add("several edits at a movie timescale of 1", parts, audio).timescale = 1;
    }

    private static void edits(TrackModel track, Edit... edits) {
        track.edits.clear();
        track.edits.addAll(java.util.List.of(edits));
    }

    private static void negative(TrackModel track, int version) {
        track.offsetVersion = version;
        track.samples.replaceAll(sample -> sample.withOffset(sample.offset() - 1024));
        track.edits.clear();
        track.edits.add(new Edit(8000, 0));
    }

    private void times() {
        video("headers and edits of version 1", track -> {
            track.headerVersion = 1;
            track.editVersion = 1;
        });
        files.get("headers and edits of version 1").headerVersion = 1;
        video("no edit list", track -> track.edits.clear());
        video("an empty edit before the video", track -> track.edits.add(0, new Edit(1733, -1)));
        TrackModel late = TrackModel.audio(2, 300);
        late.edits.add(0, new Edit(3001, -1));
        add("an empty edit before the audio", TrackModel.video(1, 200, 24), late);
        TrackModel coarse = TrackModel.audio(2, 300);
        coarse.edits.set(0, new Edit(6, 1024));
        coarse.edits.add(0, new Edit(3, -1));
        TrackModel coarseVideo = TrackModel.video(1, 200, 24);
        coarseVideo.edits.set(0, new Edit(8, 512));
        add("a movie timescale of 1", coarseVideo, coarse).timescale = 1;
        TrackModel odd = TrackModel.audio(2, 300);
        odd.edits.set(0, new Edit(3838, 1024));
        odd.edits.add(0, new Edit(1801, -1));
        TrackModel oddVideo = TrackModel.video(1, 200, 24);
        oddVideo.edits.set(0, new Edit(4800, 512));
        add("a movie timescale of 600", oddVideo, odd).timescale = 600;
        video("the edit hides the first GOP and more", track -> track.edits.set(0, new Edit(6000, 512 + 512 * 40)));
        video("two edits, the second further on", track -> {
            track.edits.set(0, new Edit(2000, 512 + 512 * 20));
            track.edits.add(new Edit(3000, 512 + 512 * 100));
        });
        video("an edit, a gap, an edit", track -> {
            track.edits.set(0, new Edit(2000, 512));
            track.edits.add(new Edit(700, -1));
            track.edits.add(new Edit(3000, 512 + 512 * 60));
        });
        video("one part twice", track -> {
            track.edits.set(0, new Edit(3000, 512 + 512 * 30));
            track.edits.add(new Edit(3000, 512 + 512 * 30));
        });
        video("the edit ends early", track -> track.edits.set(0, new Edit(4000, 512)));
        add("audio much shorter", TrackModel.video(1, 200, 24), TrackModel.audio(2, 60));
        add("audio much longer", TrackModel.video(1, 60, 24), TrackModel.audio(2, 380));
        add("two videos, other key frames", TrackModel.video(1, 200, 24), TrackModel.video(2, 200, 31));
        TrackModel slow = TrackModel.video(1, 40, 10);
        slow.timescale = 10;
        slow.samples.replaceAll(sample -> sample.withDuration(3).withOffset(0));
        slow.edits.clear();
        add("a timescale of 10", slow, TrackModel.audio(2, 380));
        TrackModel unknown = TrackModel.video(1, 200, 24);
        unknown.tkhdDuration = 0xffffffffL;
        unknown.mdhdDuration = 0xffffffffL;
        add("unknown durations", unknown, TrackModel.audio(2, 380)).mvhdDuration = 0xffffffffL;
        TrackModel wrong = TrackModel.video(1, 200, 24);
        wrong.mdhdDuration = 7;
        add("a wrong mdhd duration", wrong, TrackModel.audio(2, 380));
    }

    private void layouts() {
        add("reference track last", TrackModel.audio(1, 380), TrackModel.audio(2, 380), TrackModel.video(3, 200, 24));
        TrackModel disabled = TrackModel.video(1, 200, 10);
        disabled.enabled = false;
        add("a disabled video first", disabled, TrackModel.video(2, 200, 24), TrackModel.audio(3, 380));
        TrackModel images = TrackModel.video(1, 10, 1);
        images.samples.replaceAll(sample -> sample.withDuration(10240));
        TrackModel video = TrackModel.video(2, 200, 24);
        video.referenceType = "chap";
        video.referenceTo = 1;
        add("chapter images first", images, video, TrackModel.audio(3, 380));
        TrackModel referring = TrackModel.video(1, 200, 24);
        referring.referenceType = "cdsc";
        referring.referenceTo = 2;
        add("a reference to a track that ends early", referring, TrackModel.audio(2, 60));
        for (String order : new String[] {"flat", "shuffled", "reversed"}) {
            add("chunks " + order, TrackModel.video(1, 200, 24), TrackModel.audio(2, 380)).order = order;
        }
        add("a 64-bit mdat header", TrackModel.video(1, 200, 24)).wideMdat = true;
        MovieModel slack = add("unused bytes in the mdat", TrackModel.video(1, 200, 24), TrackModel.audio(2, 380));
        slack.slackBefore = 1000;
        slack.slackAfter = 1000;
        add("free between moov and mdat", TrackModel.video(1, 200, 24)).between =
                new Bytes().box("free", free -> free.zeros(500)).array();
        add("uuid between moov and mdat", TrackModel.video(1, 200, 24)).between =
                new Bytes().box("uuid", uuid -> uuid.zeros(500)).array();
        add("an unknown box in the moov", TrackModel.video(1, 200, 24)).lastInMoov =
                new Bytes().box("zzzz", box -> box.text("what is this")).array();
        add("compressed moov", TrackModel.video(1, 200, 24), TrackModel.audio(2, 380)).compressed = true;
        add("moov last", TrackModel.video(1, 200, 24), TrackModel.audio(2, 380)).moovFirst = false;
        add("a single sample", TrackModel.video(1, 1, 1));
        add("two samples", TrackModel.video(1, 2, 1));
        TrackModel noEdits = TrackModel.audio(1, 200);
        noEdits.edits.clear();
        add("audio only, no edit list", noEdits);
    }
}
