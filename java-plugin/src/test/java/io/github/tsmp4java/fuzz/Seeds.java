package io.github.tsmp4java.fuzz;

import io.github.tsmp4java.corpus.ModelFiles;
import io.github.tsmp4java.corpus.RandomFragments;
import io.github.tsmp4java.corpus.RandomMovie;
import io.github.tsmp4java.docs.RoleTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where the fuzzer begins: small movies that the tests make, and requests as they stand in tests of them. */
public final class Seeds {
    private static final int RANDOM = 60;
    private static final int LARGEST = 40_000;
    private static final String DATE = "Sat, 01 Jan 2022 00:00:00 GMT";
    private static final List<List<String>> REQUESTS = List.of(
            List.of("1000", "\"a\"", "1.5", "", "bytes=0-0"),
            List.of("1000", "W/\"a\"", "+0.000001", "2", "bytes=-5", "W/\"a\""),
            List.of("9000000000", "\"x-y\"", "290.12", "300", "BYTES = 5-6", "\"x-y\"", "*", "\"b\", W/\"a\""),
            List.of("1", "", "-1", "-1", "bytes=,5-6,", DATE, "\"b\" ,, \"a\"", "*"),
            List.of("7", "\"\"", "00.10", "1e3", "bytes=0-1,5-6", "\"", "\"b\" x \"a\"", "\"\""),
            List.of("7", "\"a\"", "0", "99999999999999999999999999999999", "bytes=5-99999999999999999999999"));

    private final Path folder;

    private Seeds(Path folder) {
        this.folder = folder;
    }

    /** Writes them into folders by target, below the one that is named. */
    public static void main(String[] arguments) {
        Seeds seeds = new Seeds(Path.of(arguments[0]));
        ModelFiles.all().forEach((name, model) -> seeds.movie(name, model.source().length() > LARGEST ? null : model.bytes()));
        for (int i = 0; i < RANDOM; i++) {
            Random random = new Random(i);
            var movie = RandomMovie.of(random).source();
            seeds.movie("movie " + i, movie.length() > LARGEST ? null : movie.read(0, (int) movie.length()));
            seeds.movie("fragments " + i, RandomFragments.of(random).bytes());
            byte[] choices = new byte[400];
            random.nextBytes(choices);
            seeds.put("model", "seed " + i, choices);
        }
        seeds.words();
        for (int i = 0; i < REQUESTS.size(); i++) {
            seeds.put("request", "seed " + i, String.join("\n", REQUESTS.get(i)).getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    /** The dictionary: the types of boxes. */
    private void words() {
        Stream<String> types = RoleTable.rows().stream().map(RoleTable.Row::type);
        Stream<String> others = Stream.of("mfhd", "tfhd", "tfdt", "trun", "traf", "hint", "vide", "soun", "text", "tmcd");
        String words = Stream.concat(types, others).filter(type -> type.length() == 4).distinct()
                .map(type -> "\"" + type.replace("\u00a9", "\\xA9") + "\"\n").collect(Collectors.joining());
        write(folder.resolve("words.dict"), words.getBytes(StandardCharsets.US_ASCII));
    }

    /** Asked in a way that its name makes. */
    private void movie(String name, byte[] file) {
        if (file != null && file.length <= LARGEST) {
            byte[] head = new byte[MovieFuzz.HEAD];
            new Random(name.hashCode()).nextBytes(head);
            // Within the first eight seconds, and the eight after them.
            head[2] = 0;
            head[3] &= 7;
            head[5] = 0;
            head[6] = (byte) (head[6] & 7 | 8);
            put("movie", name, ByteBuffer.allocate(head.length + file.length).put(head).put(file).array());
        }
    }

    private void put(String target, String name, byte[] bytes) {
        write(folder.resolve(target).resolve(name.replaceAll("\\W+", "-")), bytes);
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
