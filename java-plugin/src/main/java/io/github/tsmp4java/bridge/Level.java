package io.github.tsmp4java.bridge;

/** {@code enum tsmp4_level}: how much a line for the operator matters. */
final class Level {
    static final int NOTE = 0;
    static final int WARNING = 1;
    static final int ERROR = 2;

    private Level() {}

    /** By the first word, which slf4j-simple writes. What begins with no level is of the VM itself, or of a library. */
    static int of(String line) {
        int end = line.indexOf(' ');
        return switch (end < 0 ? line : line.substring(0, end)) {
            case "INFO", "DEBUG", "TRACE" -> NOTE;
            case "ERROR" -> ERROR;
            default -> WARNING;
        };
    }
}
