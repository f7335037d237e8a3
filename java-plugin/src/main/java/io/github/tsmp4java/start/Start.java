package io.github.tsmp4java.start;

import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;

/**
 * Hands over to the command line in {@code tsmp4java-cli.jar}, in the same folder. The engine's jar does not name it: the
 * proxy loads that jar, and what the command line needs must be out of its reach.
 */
public final class Start {
    private Start() {}

    /** Runs one command, which exits with its status. */
    public static void main(String[] arguments) throws Exception {
        URI engine = Start.class.getProtectionDomain().getCodeSource().getLocation().toURI();
        URL[] command = {engine.resolve("tsmp4java-cli.jar").toURL()};
        // Never closed: classes come from it until the program ends.
        @SuppressWarnings("resource")
        ClassLoader loader = new URLClassLoader(command);
        loader.loadClass("io.github.tsmp4java.cli.Main").getMethod("main", String[].class).invoke(null, (Object) arguments);
    }
}
