package io.github.tsmp4java.cli;

import static io.github.tsmp4java.cli.Commands.inShell;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.cli.Commands.Ran;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A movie from a web server with a certificate that nobody but its owner has signed. */
class SecureInputTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    private Path folder;

    private Path store;
    private Path out;

    @BeforeEach
    void makeCertificate() throws Exception {
        store = folder.resolve("store.p12");
        out = folder.resolve("out.mp4");
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair",
                "-alias", "movies", "-keyalg", "EC", "-dname", "CN=movies", "-ext", "san=ip:127.0.0.1", "-keystore",
                store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes());
        assertEquals(0, keytool.waitFor(), said);
    }

    private SSLContext certificate() throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    @Test
    void isReadIfJavaTrustsIt() throws Exception {
        try (WebServer server = new WebServer(TinyMovie.moovFirst(), certificate())) {
            String trust = "JDK_JAVA_OPTIONS='-Djavax.net.ssl.trustStore=" + store + " -Djavax.net.ssl.trustStorePassword=" + PASSWORD + "' ";
            Ran ran = inShell(folder, trust + "%s cut " + server.url() + " " + out + " --start=0");
            assertEquals(0, ran.status(), ran.err());
            assertArrayEquals(TinyMovie.moovFirst(), Files.readAllBytes(out));
            assertFalse(server.asked().isEmpty());
        }
    }

    @Test
    void isRefusedElse() throws Exception {
        try (WebServer server = new WebServer(TinyMovie.moovFirst(), certificate())) {
            Ran ran = inShell(folder, "%s cut " + server.url() + " " + out + " --start=0");
            assertEquals(2, ran.status(), ran.err());
            assertTrue(ran.err().startsWith("tsmp4java: " + server.url() + ": "), ran.err());
            assertEquals(1, ran.err().lines().count(), ran.err());
            assertTrue(server.asked().isEmpty());
            assertFalse(Files.exists(out));
        }
    }
}
