package io.github.tsmp4java.server;

import io.github.tsmp4java.corpus.MediaFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** dev/demo as a person has it, with its own nginx and Traffic Server; it ends with this process. */
final class Demo implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;
    private static final Pattern OPEN = Pattern.compile("open (http://\\S+) in a browser");

    final String url;
    final int port = Ports.twoFree()[0];
    private final Path said;
    private final Process process;
    private final Thread hook = new Thread(this::stop);

    Demo(Path movie) {
        try {
            said = Files.createTempFile("demo-", ".txt");
            process = new ProcessBuilder("python3", "-B", MediaFile.top().resolve("dev/demonstration").toString(),
                    "--build", build().toString(), "--port", String.valueOf(port),
                    "--traffic-server", System.getProperty("tsmp4.trafficServer", ""), movie.toString())
                    .redirectInput(Path.of("/dev/null").toFile()).redirectErrorStream(true).redirectOutput(said.toFile()).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(hook);
        url = address();
    }

    /** The CMake build whose plugin is tested. */
    private static Path build() {
        return Stream.iterate(Plugin.path(), Path::getParent).filter(each -> Files.exists(each.resolve("CMakeCache.txt")))
                .findFirst().orElseThrow();
    }

    private String address() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < end) {
            boolean lives = process.isAlive();
            Matcher found = OPEN.matcher(said());
            if (found.find()) {
                return found.group(1);
            }
            if (!lives) {
                break;
            }
            pause();
        }
        String story = said();
        close();
        throw new AssertionError("dev/demo did not start\n" + story);
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String said() {
        try {
            return Files.readString(said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** It stops its servers when it is told to end. */
    private void stop() {
        List<ProcessHandle> servers = process.children().toList();
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                servers.forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            Files.deleteIfExists(said);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stop();
        Runtime.getRuntime().removeShutdownHook(hook);
    }
}
