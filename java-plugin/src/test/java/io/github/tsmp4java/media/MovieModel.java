package io.github.tsmp4java.media;

import io.github.tsmp4java.judge.RawBox;
import io.github.tsmp4java.judge.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.zip.Deflater;

/** A file to be written. */
public final class MovieModel {
    private record Chunk(int track, int number, long time, byte[] bytes, byte[] auxiliary) {
    }

    public final List<TrackModel> tracks = new ArrayList<>();
    public long timescale = 1000;
    public int headerVersion;
    /** Written into mvhd instead of the longest track's, when not -1. */
    public long mvhdDuration = -1;
    /** The order of the chunks in the file: by time, each track whole, shuffled, or last chunk first. */
    public String order = "interleaved";
    public boolean moovFirst = true;
    public boolean wideMdat;
    /** moov and trak with 64 bits of size. */
    public boolean wideBoxes;
    /** The last mdat is of size 0: to the end of the file. */
    public boolean openMdat;
    public boolean writesFtyp = true;
    /** The chunk, in file order, that a second mdat begins with, and whole boxes before it. */
    public int secondMdatAt = -1;
    public byte[] betweenMdats = new byte[0];
    /** Bytes in the mdat before the first and after the last chunk. */
    public int slackBefore;
    public int slackAfter;
    /** A whole box between moov and mdat; and so many zeros more, which are in it by its size. */
    public byte[] between = new byte[0];
    public long betweenZeros;
    /** A whole box at the end of moov. */
    public byte[] lastInMoov = new byte[0];
    /** QuickTime's compressed movie. */
    public boolean compressed;

    public MovieModel with(TrackModel... more) {
        tracks.addAll(List.of(more));
        return this;
    }

    public byte[] bytes() {
        SparseSource source = source();
        return source.read(0, Math.toIntExact(source.length()));
    }

    public SparseSource source() {
        List<List<Integer>> sizes = new ArrayList<>();
        List<Chunk> chunks = chunks(sizes);
        byte[] ftyp = !writesFtyp ? new byte[0] : new Bytes().box("ftyp", box -> box.text("isom").u32(512).text("isomiso2mp41")).array();
        List<List<Long>> places = new ArrayList<>();
        for (List<Integer> size : sizes) {
            places.add(new ArrayList<>(Collections.nCopies(size.size(), 0L)));
        }
        List<List<Long>> auxiliary = auxiliaryPlaces(sizes);
        int mdatHeader = wideMdat ? 16 : 8;
        int moovSize = moov(sizes, places, auxiliary).length;
        long payload = ftyp.length + (moovFirst ? moovSize + between.length : between.length) + betweenZeros + mdatHeader;
        SparseSource file = new SparseSource();
        long at = payload + slackBefore;
        long firstEnd = -1;
        long mdatAt = payload - mdatHeader;
        for (int i = 0; i < chunks.size(); i++) {
            if (i == secondMdatAt) {
                firstEnd = at;
                file.put(at, betweenMdats);
                mdatAt = at + betweenMdats.length;
                at = mdatAt + mdatHeader;
            }
            Chunk chunk = chunks.get(i);
            TrackModel track = tracks.get(chunk.track);
            at += (chunk.number > 0 ? track.holeEach : 0) + (chunk.number == track.holeBefore ? track.hole : 0);
            places.get(chunk.track).set(chunk.number, at);
            file.put(at, chunk.bytes);
            at += chunk.bytes.length;
            if (track.auxiliary == TrackModel.Auxiliary.BEHIND_EACH_CHUNK) {
                auxiliary.get(chunk.track).set(chunk.number, at);
                file.put(at, chunk.auxiliary);
                at += chunk.auxiliary.length;
            }
        }
        for (int i = 0; i < tracks.size(); i++) {
            if (tracks.get(i).auxiliary == TrackModel.Auxiliary.IN_ONE_PIECE) {
                auxiliary.get(i).set(0, at);
                for (SampleModel sample : tracks.get(i).samples) {
                    file.put(at, sample.auxiliary());
                    at += sample.auxiliary().length;
                }
            }
        }
        at += slackAfter;
        inSenc(moov(sizes, places, auxiliary), moovFirst ? ftyp.length : at, auxiliary);
        byte[] moov = moov(sizes, places, auxiliary);
        if (compressed) {
            moov = packed(moov, moovSize);
        }
        Bytes head = new Bytes().raw(ftyp);
        if (moovFirst) {
            head.raw(moov);
        }
        head.raw(between);
        file.put(0, head.array());
        if (firstEnd >= 0) {
            file.put(payload - mdatHeader, mdatHeader(firstEnd - payload + mdatHeader));
        }
        file.put(mdatAt, mdatHeader(openMdat ? 0 : at - mdatAt));
        file.extend(at);
        if (!moovFirst) {
            file.put(at, moov);
        }
        return file;
    }

    /** With a size of 0 there are no 64 bits of it: what would be their place is as good as slack. */
    private byte[] mdatHeader(long size) {
        return wideMdat && size > 0 ? new Bytes().u32(1).text("mdat").u64(size).array() : new Bytes().u32(size).text("mdat").array();
    }

    private List<List<Long>> auxiliaryPlaces(List<List<Integer>> sizes) {
        List<List<Long>> out = new ArrayList<>();
        for (int i = 0; i < tracks.size(); i++) {
            int count = switch (tracks.get(i).auxiliary) {
                case NONE -> 0;
                case BEHIND_EACH_CHUNK -> sizes.get(i).size();
                default -> 1;
            };
            out.add(new ArrayList<>(Collections.nCopies(count, 0L)));
        }
        return out;
    }

    /** Behind version, flags and sample_count of each senc. */
    private void inSenc(byte[] moov, long moovAt, List<List<Long>> auxiliary) {
        List<RawBox> traks = RawBox.parse(Source.of(moov), false).get(0).all("trak");
        for (int i = 0; i < tracks.size(); i++) {
            String[] path = tracks.get(i).auxiliary == TrackModel.Auxiliary.SENC
                    ? new String[] {"mdia", "minf", "stbl", "senc"} : new String[] {"senc"};
            RawBox senc = traks.get(i).first(path).orElse(null);
            if (senc != null) {
                auxiliary.get(i).set(0, moovAt + senc.at() + senc.header() + 8);
            }
        }
    }

    /** As large as it was: a free box fills what was saved. */
    private static byte[] packed(byte[] moov, int size) {
        Deflater deflater = new Deflater();
        deflater.setInput(moov);
        deflater.finish();
        byte[] room = new byte[moov.length];
        int length = deflater.deflate(room);
        byte[] zlib = Arrays.copyOf(room, length);
        deflater.end();
        Bytes out = new Bytes().box("moov", box -> box.box("cmov", cmov -> cmov
                .box("dcom", dcom -> dcom.text("zlib"))
                .box("cmvd", cmvd -> cmvd.u32(moov.length).raw(zlib))));
        return out.box("free", free -> free.zeros(size - out.size() - 8)).array();
    }

    private List<Chunk> chunks(List<List<Integer>> sizes) {
        List<Chunk> out = new ArrayList<>();
        for (int t = 0; t < tracks.size(); t++) {
            TrackModel track = tracks.get(t);
            List<Integer> mine = new ArrayList<>();
            long ticks = 0;
            for (int i = 0; i < track.samples.size();) {
                int wanted = track.chunking[mine.size() % track.chunking.length];
                Bytes bytes = new Bytes();
                Bytes auxiliary = new Bytes();
                long time = ticks * 1_000_000 / track.timescale;
                int description = track.samples.get(i).description();
                int count = 0;
                while (count < wanted && i < track.samples.size()
                        && track.samples.get(i).description() == description) {
                    bytes.raw(track.samples.get(i).bytes());
                    auxiliary.raw(track.samples.get(i).auxiliary());
                    ticks += track.samples.get(i).duration();
                    i++;
                    count++;
                }
                out.add(new Chunk(t, mine.size(), time, bytes.array(), auxiliary.array()));
                mine.add(count);
            }
            sizes.add(mine);
        }
        switch (order) {
            case "interleaved" -> out.sort((a, b) -> Long.compare(a.time, b.time));
            case "flat" -> { }
            case "shuffled" -> Collections.shuffle(out, new Random(7));
            case "reversed" -> Collections.reverse(out);
            default -> throw new IllegalArgumentException(order);
        }
        return out;
    }

    private byte[] moov(List<List<Integer>> sizes, List<List<Long>> places, List<List<Long>> auxiliary) {
        long longest = tracks.stream().mapToLong(track -> track.tkhdDuration >= 0 ? track.tkhdDuration
                : track.editDuration(timescale)).max().orElse(0);
        long duration = mvhdDuration >= 0 ? mvhdDuration : longest;
        Bytes out = new Bytes();
        Consumer<Bytes> body = moov -> {
            moov.full("mvhd", headerVersion, 0, mvhd -> mvhd.sized(headerVersion, 0).sized(headerVersion, 0)
                    .u32(timescale).sized(headerVersion, duration).u32(0x10000).u16(0x100).zeros(10)
                    .u32(0x10000).zeros(12).u32(0x10000).zeros(12).u32(0x40000000).zeros(24).u32(99));
            for (int i = 0; i < tracks.size(); i++) {
                TrackWriter writer = new TrackWriter(tracks.get(i), timescale, sizes.get(i), places.get(i), auxiliary.get(i));
                if (wideBoxes) {
                    moov.wideBox("trak", writer::write);
                } else {
                    moov.box("trak", writer::write);
                }
            }
            moov.raw(lastInMoov);
        };
        return (wideBoxes ? out.wideBox("moov", body) : out.box("moov", body)).array();
    }
}
