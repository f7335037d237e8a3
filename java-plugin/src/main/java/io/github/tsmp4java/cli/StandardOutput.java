package io.github.tsmp4java.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;

/** Standard output. {@code System.out} keeps a failed write to itself. */
final class StandardOutput {
    private StandardOutput() {}

    static void write(Cut cut) throws IOException {
        // Never closed: where the shell has closed it, the descriptor is of a file that the VM itself has open.
        @SuppressWarnings("resource")
        FileChannel channel = new FileOutputStream(FileDescriptor.out).getChannel();
        try {
            cut.writeTo(channel);
        } catch (IOException e) {
            throw new IOException("standard output: " + e.getMessage(), e);
        }
    }

    /** For text; {@link PrintWriter#checkError} tells whether all of it could be written. */
    static PrintWriter printer() {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(FileDescriptor.out)), true);
    }
}
