package io.github.tsmp4java.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** ffmpeg as a second judge: a cut decodes with no message that its source does not give. */
public final class Ffmpeg {
    private static final Map<Integer, Set<String>> SOURCES = new ConcurrentHashMap<>();

    private Ffmpeg() {
    }

    /** What ffmpeg says while it decodes all of it, without what differs from file to file. */
    public static Set<String> complaints(byte[] file) {
        try {
            Path path = Files.createTempFile("decode", ".mp4");
            try {
                Files.write(path, file);
                Command run = Command.run("ffmpeg", "-hide_banner", "-nostdin", "-v", "warning", "-threads", "1", "-i",
                        path.toString(), "-map", "0", "-dn", "-f", "null", "-");
                Set<String> lines = run.err().lines().map(line -> line.replace(path.toString(), "FILE")
                        .replaceAll("0x[0-9a-f]+", "0x").replaceAll("-?\\d+(\\.\\d+)?", "N").strip())
                        .filter(line -> !line.isEmpty() && !line.contains("Last message repeated"))
                        .collect(Collectors.toCollection(TreeSet::new));
                if (run.status() != 0) {
                    lines.add("exit status " + run.status());
                }
                return lines;
            } finally {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it ends in failure on this file. */
    public static boolean refuses(byte[] file) {
        return complaints(file).stream().anyMatch(line -> line.startsWith("exit status"));
    }

    /** The composition times, in ticks of the track, of those that are no I pictures. */
    public static Set<Long> picturesThatNeedOthers(Path file, long track) {
        return Command.run("ffprobe", "-v", "error", "-ignore_editlist", "1", "-select_streams", "i:" + track,
                "-show_entries", "frame=pts,pict_type", "-of", "csv=p=0", file.toString()).good().out().lines()
                .map(line -> line.split(",")).filter(cells -> cells.length > 1 && cells[1].matches("[PB]"))
                .map(cells -> Long.valueOf(cells[0])).collect(Collectors.toSet());
    }

    /** What a seek into these files cannot help: leading pictures of an open GOP, no key, an stss that is not true. */
    private static final Map<String, String> UNAVOIDABLE = Map.of(
            "h264_open_gop", "mmco: unref short failure",
            "cenc_aes_ctr_a", "",
            "isoparser__MOV00006", "first frame is no keyframe");

    /** What it says of the cut and not of the source, less what no seek into the file of that name can help. */
    public static Set<String> newComplaints(String name, byte[] source, byte[] cut) {
        String bare = name.replaceAll("^.*/", "").replaceAll("\\.[^.]*$", "");
        Set<String> out = newComplaints(source, cut);
        out.removeIf(line -> UNAVOIDABLE.containsKey(bare) && line.contains(UNAVOIDABLE.get(bare)));
        return out;
    }

    /** What it says of the cut and not of the source. */
    public static Set<String> newComplaints(byte[] source, byte[] cut) {
        Set<String> out = new TreeSet<>(complaints(cut));
        out.removeAll(SOURCES.computeIfAbsent(java.util.Arrays.hashCode(source), hash -> complaints(source)));
        return out;
    }

    /** The file that it makes with these arguments. */
    public static byte[] made(String suffix, String... arguments) {
        try {
            Path path = Files.createTempFile("made", suffix);
            try {
                List<String> all = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-nostdin", "-y"));
                all.addAll(List.of(arguments));
                all.add(path.toString());
                Command.run(all.toArray(String[]::new)).good();
                return Files.readAllBytes(path);
            } finally {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The sound of a file, as what the arguments say. */
    public static byte[] sound(byte[] file, String... codec) {
        try {
            Path path = Files.createTempFile("sound", ".mov");
            try {
                Files.write(path, file);
                return made(".raw", Stream.concat(Stream.of("-i", path.toString(), "-map", "0:a"), Stream.of(codec))
                        .toArray(String[]::new));
            } finally {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Seconds, as ffprobe has them. */
    static double duration(byte[] file) {
        try {
            Path path = Files.createTempFile("probe", ".mp4");
            try {
                Files.write(path, file);
                return Double.parseDouble(Command.run("ffprobe", "-v", "error", "-show_entries", "format=duration",
                        "-of", "csv=p=0", path.toString()).good().out().strip());
            } finally {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
