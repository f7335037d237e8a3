package io.github.tsmp4java.corpus;

import io.github.tsmp4java.judge.Movie;
import io.github.tsmp4java.judge.RawBox;
import io.github.tsmp4java.judge.Sample;
import io.github.tsmp4java.judge.Source;
import io.github.tsmp4java.judge.Track;
import io.github.tsmp4java.media.Bytes;
import io.github.tsmp4java.media.MovieModel;
import io.github.tsmp4java.media.SampleModel;
import io.github.tsmp4java.media.TrackModel;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A plain file encrypted by the scheme cbcs (ISO/IEC 23001-7, 10.4), which no muxer here writes: one block of ten of
 * video, behind a clear beginning, and every block of other tracks; one constant vector.
 */
final class CbcsFile {
    private static final int CLEAR = 96;
    private static final int BLOCK = 16;
    private static final int SKIPPED = 9;
    private final SecretKeySpec key;
    private final byte[] vector;
    private final byte[] keyId;

    CbcsFile(byte[] key, byte[] vector, byte[] keyId) {
        this.key = new SecretKeySpec(key, "AES");
        this.vector = vector;
        this.keyId = keyId;
    }

    /** The file as a model, encrypted, or plain but laid out the same. */
    MovieModel of(Source plain, boolean encrypted) throws GeneralSecurityException {
        Movie movie = Movie.of(plain, false);
        MovieModel out = new MovieModel();
        out.timescale = movie.timescale();
        for (Track track : movie.tracks()) {
            out.with(track(plain, track, encrypted));
        }
        return out;
    }

    private TrackModel track(Source plain, Track track, boolean encrypted) throws GeneralSecurityException {
        TrackModel out = new TrackModel(track.id());
        out.handler = track.handler();
        out.timescale = track.timescale();
        out.writesOffsets = track.samples().stream().anyMatch(sample -> sample.offset() != 0);
        out.sync = track.samples().stream().allMatch(Sample::sync) ? TrackModel.Sync.ALL : TrackModel.Sync.LISTED;
        track.box().first("edts", "elst").ifPresent(elst -> {
            for (int i = 0; i < elst.u32(4); i++) {
                out.edits.add(new TrackModel.Edit(elst.u32(8 + 12 * i), (int) elst.u32(12 + 12 * i), elst.u32(16 + 12 * i)));
            }
        });
        RawBox stsd = track.box().need("mdia", "minf", "stbl", "stsd");
        out.descriptions = encrypted ? protectedEntry(stsd, track.isVideo())
                : new Bytes().box("stsd", box -> box.raw(stsd.body())).array();
        out.auxiliary = encrypted && track.isVideo() ? TrackModel.Auxiliary.SENC : TrackModel.Auxiliary.NONE;
        for (Sample sample : track.samples()) {
            byte[] bytes = plain.read(sample.place(), (int) sample.size());
            SampleModel model = SampleModel.of(sample.duration(), sample.offset(), sample.sync(), 0, 0).withBytes(bytes);
            int clear = track.isVideo() ? Math.min(CLEAR, bytes.length) : 0;
            if (encrypted && track.isVideo()) {
                model = model.withAuxiliary(new Bytes().u16(1).u16(clear).u32(bytes.length - clear).array());
            }
            out.samples.add(encrypted ? model.withBytes(encrypt(bytes, clear, track.isVideo() ? SKIPPED : 0)) : model);
        }
        return out;
    }

    private byte[] encrypt(byte[] bytes, int clear, int skipped) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(vector));
        byte[] out = bytes.clone();
        for (int at = clear; at + BLOCK <= bytes.length; at += BLOCK * (1 + skipped)) {
            cipher.update(bytes, at, BLOCK, out, at);
        }
        return out;
    }

    /** The first entry, as encv or enca with sinf behind what it has. */
    private byte[] protectedEntry(RawBox stsd, boolean video) {
        byte[] body = stsd.body();
        int size = (int) stsd.u32(8);
        byte[] format = new Bytes().u32(stsd.u32(12)).array();
        byte[] inside = java.util.Arrays.copyOfRange(body, 16, 8 + size);
        return new Bytes().full("stsd", 0, 0, box -> box.u32(1).box(video ? "encv" : "enca", entry -> entry.raw(inside)
                .box("sinf", sinf -> sinf
                        .box("frma", frma -> frma.raw(format))
                        .full("schm", 0, 0, schm -> schm.text("cbcs").u32(0x10000))
                        .box("schi", schi -> schi.full("tenc", 1, 0, tenc -> tenc.u8(0).u8(video ? 0x10 | SKIPPED : 0)
                                .u8(1).u8(0).raw(keyId).u8(vector.length).raw(vector)))))).array();
    }
}
