package io.github.tsmp4java.cli.input;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;

/** The bytes of a movie. */
public interface Input extends Closeable {
    /** How people name one. */
    String NAMES = "An MP4 file, a URL of http or https, or - for standard input.";

    /** What names no byte: where a copy goes on to the end of the input. */
    long END = Long.MAX_VALUE;

    /** @param name a file, a URL of http or https, or {@code -} for standard input */
    static Input open(String name) throws IOException {
        String lower = name.toLowerCase(Locale.ROOT);
        if (name.equals("-")) {
            return PipeInput.standard();
        }
        return lower.startsWith("http://") || lower.startsWith("https://") ? WebInput.open(name) : FileInput.open(Path.of(name));
    }

    /** In bytes; empty where only the end will tell. */
    OptionalLong size();

    /** Whether each byte can be read whenever it is wanted; else only one after the other. */
    boolean isSeekable();

    /** Whether it is the file of that name. */
    boolean isFile(Path path) throws IOException;

    /**
     * @param at where the first byte stands that is wanted
     * @return how many came, one at least; 0 at the end
     */
    int read(ByteBuffer into, long at) throws IOException;

    /** The bytes [begin, end), all of them, or as many as there are where the end is {@link #END}. */
    void copy(long begin, long end, WritableByteChannel out) throws IOException;
}
