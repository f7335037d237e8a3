package io.github.tsmp4java.corpus;

import io.github.tsmp4java.media.MovieModel;
import io.github.tsmp4java.media.SampleModel;
import io.github.tsmp4java.media.TrackModel;
import java.util.LinkedHashMap;
import java.util.Map;

/** Files whose media do not lie one after the other as they are played: a cut of them is several ranges. */
final class ScatteredFiles {
    /** So much between two chunks is left out of a cut. */
    private static final long WIDE = 262_144;
    private final Map<String, MovieModel> files = new LinkedHashMap<>();

    private ScatteredFiles() {
    }

    static Map<String, MovieModel> all() {
        ScatteredFiles out = new ScatteredFiles();
        out.inPieces();
        out.flat();
        out.ofManyChunks();
        out.beyond32Bits();
        return out.files;
    }

    private MovieModel add(String name, TrackModel... tracks) {
        MovieModel movie = new MovieModel().with(tracks);
        files.put(name, movie);
        return movie;
    }

    private static TrackModel apart(long id, int[] chunking, long hole) {
        TrackModel track = TrackModel.video(id, 200, 24);
        track.chunking = chunking;
        track.holeEach = hole;
        return track;
    }

    private void inPieces() {
        for (String order : new String[] {"interleaved", "flat", "shuffled", "reversed"}) {
            add("chunks far apart, " + order, apart(1, new int[] {1, 9, 2}, WIDE), TrackModel.audio(2, 380)).order = order;
        }
        add("chunks just near enough", apart(1, new int[] {5}, WIDE - 1));
        add("four chunks far apart", apart(1, new int[] {50}, WIDE * 4));
        TrackModel blocks = TrackModel.video(1, 800, 24);
        blocks.chunking = new int[] {1};
        blocks.holeEach = WIDE + 5;
        add("800 chunks far apart", blocks, TrackModel.audio(2, 1500));
        TrackModel far = apart(1, new int[] {7}, WIDE);
        ModelFiles.encrypt(far, TrackModel.Auxiliary.BEHIND_EACH_CHUNK);
        add("auxiliary information behind chunks far apart", far, TrackModel.audio(2, 380));
        TrackModel piece = apart(1, new int[] {40}, WIDE);
        ModelFiles.encrypt(piece, TrackModel.Auxiliary.IN_ONE_PIECE);
        add("auxiliary information behind all chunks far apart", piece, TrackModel.audio(2, 380));
        TrackModel empty = apart(1, new int[] {3}, WIDE);
        ModelFiles.resize(empty, 5, 0);
        add("samples of no bytes far apart", empty);
        TrackModel none = apart(1, new int[] {1}, WIDE);
        none.samples.replaceAll(sample -> none.samples.indexOf(sample) % 3 == 0 ? sample : sample.withBytes(new byte[0]));
        add("chunks of no bytes far apart", none);
    }

    private static TrackModel large(TrackModel track, int least) {
        ModelFiles.resize(track, 7, least);
        return track;
    }

    private void flat() {
        add("flat, large", large(TrackModel.video(1, 200, 24), 4000), large(TrackModel.audio(2, 380), 2000)).order = "flat";
        MovieModel last = add("flat, audio first, moov last", large(TrackModel.audio(1, 380), 2000),
                large(TrackModel.video(2, 200, 24), 4000));
        last.order = "flat";
        last.moovFirst = false;
        TrackModel wide = large(TrackModel.video(1, 200, 24), 4000);
        wide.wideChunks = true;
        add("flat, co64 beside stco", wide, large(TrackModel.audio(2, 380), 2000)).order = "flat";
        add("flat, three tracks", large(TrackModel.video(1, 200, 24), 4000), large(TrackModel.audio(2, 380), 2000),
                large(TrackModel.audio(3, 380), 1500)).order = "flat";
    }

    /** More chunks than are looked at one by one, one of them far from the one before. */
    private void ofManyChunks() {
        for (int place : new int[] {8192, 8320, 9000}) {
            TrackModel track = new TrackModel(1);
            track.timescale = 12800;
            for (int i = 0; i < 17_000; i++) {
                track.samples.add(SampleModel.of(512, 0, i % 24 == 0, 20 + i % 7, i));
            }
            track.chunking = new int[] {1};
            track.holeBefore = place;
            track.hole = WIDE;
            add("17,000 chunks, far apart before " + place, track);
        }
    }

    private static TrackModel huge() {
        TrackModel huge = TrackModel.video(1, 200, 24);
        huge.wideChunks = true;
        huge.holeBefore = 20;
        huge.hole = 6_000_000_000L;
        return huge;
    }

    private void beyond32Bits() {
        TrackModel audio = TrackModel.audio(2, 380);
        audio.wideChunks = true;
        add("a hole of 6 GB", huge(), audio).wideMdat = true;
        MovieModel lastInHuge = add("moov behind 6 GB", huge(), audio);
        lastInHuge.moovFirst = false;
        lastInHuge.wideMdat = true;
        // The edit lists that the cut adds move the last chunk past the reach of 32 bits; no gap is long enough to be left out.
        TrackModel widened = new TrackModel(1);
        widened.timescale = 12800;
        int frames = 18_000;
        for (int i = 0; i < frames; i++) {
            widened.samples.add(SampleModel.of(512, 0, i % 24 == 0, 20 + i % 7, i));
        }
        widened.chunking = new int[] {1};
        MovieModel near = add("offsets that need widening", widened);
        near.wideMdat = true;
        long room = 0xfffffff0L - (near.source().length() - widened.samples.get(frames - 1).bytes().length);
        widened.holeEach = room / (frames - 1);
        widened.holeBefore = frames - 1;
        widened.hole = room % (frames - 1);
    }
}
