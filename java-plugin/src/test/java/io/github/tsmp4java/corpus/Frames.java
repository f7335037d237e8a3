package io.github.tsmp4java.corpus;

import io.github.tsmp4java.judge.Ratio;
import io.github.tsmp4java.judge.Segment;
import io.github.tsmp4java.judge.Track;
import io.github.tsmp4java.server.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What ffmpeg makes of one track, in the order in which it is shown: when each frame is, and a hash of its pixels or sound. */
record Frames(List<Frame> all) {
    /**
     * @param time in seconds, as ffmpeg reads the edit list
     * @param hash of the frame as decoded
     */
    record Frame(Ratio time, String hash) {
    }

    static final Frames NONE = new Frames(List.of());
    /** More than any file has. */
    static final long ALL = 1L << 40;

    private static final Pattern TIME_BASE = Pattern.compile("#tb 0: (\\d+)/(\\d+)");

    /** How ffmpeg treats a track. */
    enum How {
        SEEN("-vsync", "passthrough"),
        HEARD("-c:a", "pcm_f32le"),
        /** The samples as they are stored: of a track that nobody can decode without a key. */
        STORED("-c", "copy");

        private final List<String> options;

        How(String... options) {
            this.options = List.of(options);
        }
    }

    /** All of them, what the edit list hides left out; none where ffmpeg cannot make any. */
    static Frames of(byte[] file, long track, How how) {
        return of(file, track, how, List.of(), ALL);
    }

    /** The first of them. */
    static Frames of(byte[] file, long track, How how, long most) {
        return of(file, track, how, List.of(), most);
    }

    /** As if there were no edit list: their times are those of the media. */
    static Frames unedited(byte[] file, long track, How how, long most) {
        return of(file, track, how, List.of("-ignore_editlist", "1"), most);
    }

    private static Frames of(byte[] file, long track, How how, List<String> input, long most) {
        try {
            Path path = Files.createTempFile("frames", ".mp4");
            try {
                Files.write(path, file);
                return parse(Command.run(Stream.of(
                        List.of("ffmpeg", "-hide_banner", "-nostdin", "-v", "error", "-threads", "1", "-copyts"), input,
                        List.of("-i", path.toString(), "-map", "0:i:" + track), how.options,
                        List.of("-enc_time_base", "-1", "-frames", String.valueOf(most), "-f", "framemd5", "-"))
                        .flatMap(List::stream).toList()).out());
            } finally {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lines of {@code stream, dts, pts, duration, size, hash}, behind {@code #} what they are. */
    private static Frames parse(String text) {
        long num = 0;
        long den = 1;
        List<Frame> all = new ArrayList<>();
        for (String line : text.lines().toList()) {
            Matcher base = TIME_BASE.matcher(line);
            if (base.lookingAt()) {
                num = Long.parseLong(base.group(1));
                den = Long.parseLong(base.group(2));
            } else if (!line.startsWith("#")) {
                String[] cells = line.split(", *");
                all.add(new Frame(Ratio.of(Math.multiplyExact(Long.parseLong(cells[2].strip()), num), den), cells[5]));
            }
        }
        all.sort(Comparator.comparing(Frame::time));
        return new Frames(List.copyOf(all));
    }

    Frames shifted(Ratio by) {
        return new Frames(all.stream().map(frame -> new Frame(frame.time().plus(by), frame.hash())).toList());
    }

    List<String> hashes() {
        return all.stream().map(Frame::hash).toList();
    }

    /** Of frames with times of the media: those that the track's edits show from {@code from} on, by their hashes. */
    List<String> shown(Track track, Ratio from) {
        List<String> hashes = new ArrayList<>();
        for (Segment edit : track.closedEdits()) {
            if (!edit.empty() && edit.end().compareTo(from) > 0) {
                Ratio begin = track.seconds(1).times(edit.media(from.max(edit.start()), track.timescale()));
                Ratio end = track.seconds(1).times(edit.media(edit.end(), track.timescale()));
                int first = at(begin);
                hashes.add(all.get(first).hash());
                for (int i = first + 1; i < all.size() && all.get(i).time().compareTo(end) < 0; i++) {
                    hashes.add(all.get(i).hash());
                }
            }
        }
        return hashes;
    }

    /** The frame that stands at a time of the media: the last that began by then; the first where none has begun. */
    private int at(Ratio time) {
        int found = 0;
        for (int i = 1; i < all.size() && all.get(i).time().compareTo(time) <= 0; i++) {
            found = i;
        }
        return found;
    }
}
