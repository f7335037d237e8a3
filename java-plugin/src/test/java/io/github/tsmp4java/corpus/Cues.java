package io.github.tsmp4java.corpus;

import io.github.tsmp4java.judge.Ratio;
import io.github.tsmp4java.server.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Texts, chapters or other data of a time, as ffprobe reads them: in the order in which they are shown. */
record Cues(List<Cue> all) {
    /** @param end of what is said, by the one after it where there is one */
    record Cue(Ratio begin, Ratio end) {
        Ratio length() {
            return end.minus(begin);
        }
    }

    private static final Ratio MILLISECOND = Ratio.of(1, 1000);
    /** Of the last in a fragmented file ffprobe does not say how long it lasts: longer than any file does. */
    private static final Ratio UNKNOWN = Ratio.of(1_000_000, 1);

    /** Those of a track; what ffprobe says is not to be shown is left out. */
    static Cues ofTrack(byte[] file, long track) {
        return read(file, lines -> {
            List<Ratio> begins = new ArrayList<>();
            List<Ratio> ends = new ArrayList<>();
            for (String line : lines) {
                String[] cells = line.split(",");
                if (!cells[2].contains("D")) {
                    begins.add(ratio(cells[0]));
                    ends.add(cells[1].equals("N/A") ? null : ratio(cells[0]).plus(ratio(cells[1])));
                }
            }
            List<Cue> out = new ArrayList<>();
            for (int i = 0; i < begins.size(); i++) {
                Ratio end = i + 1 < begins.size() ? begins.get(i + 1) : ends.get(i);
                out.add(new Cue(begins.get(i), end == null ? begins.get(i).plus(UNKNOWN) : end));
            }
            return out;
        }, "-show_entries", "packet=pts_time,duration_time,flags", "-select_streams", "i:" + track);
    }

    static Cues chapters(byte[] file) {
        return read(file, lines -> lines.stream().map(line -> line.split(","))
                .map(cells -> new Cue(ratio(cells[0]), ratio(cells[1]))).toList(), "-show_entries", "chapter=start_time,end_time");
    }

    private static Ratio ratio(String seconds) {
        Ratio value = Ratio.parse(seconds.replace("-", ""));
        return seconds.startsWith("-") ? Ratio.ZERO.minus(value) : value;
    }

    private static Cues read(byte[] file, Function<List<String>, List<Cue>> reading, String... what) {
        try {
            Path path = Files.createTempFile("cues", ".mp4");
            try {
                Files.write(path, file);
                List<String> words = new ArrayList<>(List.of("ffprobe", "-v", "error", "-of", "csv=p=0"));
                words.addAll(List.of(what));
                words.add(path.toString());
                return new Cues(reading.apply(Command.run(words).good().out().lines().map(String::strip)
                        .filter(line -> !line.isEmpty()).toList()));
            } finally {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** These, where one that does not say how long it lasts is over then. */
    Cues until(Ratio over) {
        return new Cues(all.stream().map(cue -> cue.length().compareTo(UNKNOWN) < 0 ? cue
                : new Cue(cue.begin(), over.max(cue.begin()))).toList());
    }

    /**
     * Which of these are shown from {@code start} on, for at least {@code least}. Where one at an edge would be shown for less,
     * its neighbour is shown in its place.
     *
     * @param end null = all
     */
    Cues from(Ratio start, Ratio end, Ratio least) {
        List<Cue> out = new ArrayList<>();
        for (Cue cue : all) {
            Ratio to = end == null ? cue.end() : cue.end().min(end);
            if (to.compareTo(start) > 0 && to.compareTo(cue.begin()) > 0) {
                out.add(new Cue(cue.begin().minus(start).max(Ratio.ZERO), to.minus(start)));
            }
        }
        while (out.size() > 1 && out.get(0).length().compareTo(least) < 0) {
            out.remove(0);
            out.set(0, new Cue(Ratio.ZERO, out.get(0).end()));
        }
        while (end != null && out.size() > 1 && out.get(out.size() - 1).length().compareTo(least) < 0) {
            Cue gone = out.remove(out.size() - 1);
            out.set(out.size() - 1, new Cue(out.get(out.size() - 1).begin(), gone.end()));
        }
        return new Cues(out);
    }

    /** Whether these are the others within a millisecond; one that is there for less may be missing. */
    boolean isLike(Cues others) {
        Ratio two = MILLISECOND.times(2);
        List<Cue> mine = all.stream().filter(cue -> cue.length().compareTo(two) > 0).toList();
        List<Cue> theirs = others.all.stream().filter(cue -> cue.length().compareTo(two) > 0).toList();
        boolean like = mine.size() == theirs.size();
        for (int i = 0; like && i < mine.size(); i++) {
            // An end is in the tick of the track that the cut ends in.
            like = near(mine.get(i).begin(), theirs.get(i).begin(), MILLISECOND) && near(mine.get(i).end(), theirs.get(i).end(), two);
        }
        return like;
    }

    private static boolean near(Ratio a, Ratio b, Ratio slack) {
        return a.minus(b).abs().compareTo(slack.plus(Ratio.of(2, 1_000_000))) <= 0;
    }
}
