package io.github.tsmp4java.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** The file to write: it is complete under its name, or as it was before. */
final class OutputFile {
    private OutputFile() {}

    static void write(Path out, Cut cut) throws IOException {
        if (Files.exists(out) && !Files.isRegularFile(out)) {
            // A pipe or a device: nothing to replace. A directory fails here.
            try (FileChannel channel = FileChannel.open(out, StandardOpenOption.WRITE)) {
                cut.writeTo(channel);
            }
            return;
        }
        // Through a symbolic link the file it names is replaced, not the link.
        Path target = Files.exists(out) ? out.toRealPath() : out.toAbsolutePath();
        if (!Files.isDirectory(target.getParent())) {
            throw new NoSuchFileException(target.getParent().toString());
        }
        Path part = target.resolveSibling("." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            cut.writeTo(channel);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
