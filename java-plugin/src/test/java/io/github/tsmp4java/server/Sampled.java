package io.github.tsmp4java.server;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Cases that take seconds each: all of them with -Dfull, else a few. */
final class Sampled {
    private Sampled() {}

    /** @param each of so many cases one is tried, from the first */
    static <T> Stream<T> of(int each, List<T> all) {
        return IntStream.range(0, all.size()).filter(i -> System.getProperty("full") != null || i % each == 0).mapToObj(all::get);
    }
}
