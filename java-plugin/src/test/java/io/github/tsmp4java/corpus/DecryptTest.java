package io.github.tsmp4java.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.github.tsmp4java.judge.Judge;
import io.github.tsmp4java.judge.Source;
import io.github.tsmp4java.server.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ffmpeg, given the key, finds in a cut of an encrypted file what it finds in the same cut of the plain one. */
class DecryptTest {
    private static final String KEY = "000102030405060708090a0b0c0d0e0f";
    private static final String KEY_ID = "101112131415161718191a1b1c1d1e1f";
    private static final List<String> FILES = List.of("h264_25fps_gop50.mp4", "hevc_aac.mp4");

    @TempDir
    private Path folder;

    /** Every packet, with its times and a hash of its bytes. */
    private List<String> packets(byte[] file, String... options) throws Exception {
        Path path = folder.resolve("packets.mp4");
        Files.write(path, file);
        List<String> words = new ArrayList<>(List.of("ffmpeg", "-hide_banner", "-nostdin", "-v", "error"));
        words.addAll(List.of(options));
        words.addAll(List.of("-i", path.toString(), "-map", "0", "-c", "copy", "-f", "framemd5", "-"));
        Command run = Command.run(words).good();
        return run.out().lines().filter(line -> !line.startsWith("#")).toList();
    }

    private static byte[] cut(byte[] file, String start) throws Exception {
        Source source = Source.of(file);
        Source cut = Pipeline.cut(Pipeline.indexAnywhere(source), source, start);
        assertEquals(List.of(), new Judge(source).judge(cut, start), start);
        return cut.read(0, Math.toIntExact(cut.length()));
    }

    private void same(byte[] plain, byte[] encrypted) throws Exception {
        assertEquals(packets(plain), packets(encrypted, "-decryption_key", KEY), "the whole files");
        assertNotEquals(packets(plain), packets(encrypted, "-decryption_key", KEY_ID), "with another key");
        for (String start : Starts.of(new Judge(Source.of(plain)).movie(), 1)) {
            List<String> wanted = packets(cut(plain, start));
            assertFalse(wanted.isEmpty());
            assertEquals(wanted, packets(cut(encrypted, start), "-decryption_key", KEY), start);
        }
    }

    @Test
    void cenc() throws Exception {
        for (String name : FILES) {
            Path encrypted = folder.resolve("encrypted.mp4");
            Path source = folder.resolve("source.mp4");
            Files.write(source, MediaFile.made(name).bytes());
            Command.run("ffmpeg", "-hide_banner", "-nostdin", "-v", "error", "-y", "-i", source.toString(), "-map", "0", "-c",
                    "copy", "-encryption_scheme", "cenc-aes-ctr", "-encryption_key", KEY, "-encryption_kid", KEY_ID,
                    "-movflags", "+faststart", encrypted.toString()).good();
            Path plain = folder.resolve("plain.mp4");
            Command.run("ffmpeg", "-hide_banner", "-nostdin", "-v", "error", "-y", "-i", source.toString(), "-map", "0", "-c",
                    "copy", "-movflags", "+faststart", plain.toString()).good();
            same(Files.readAllBytes(plain), Files.readAllBytes(encrypted));
        }
    }

    @Test
    void cbcs() throws Exception {
        HexFormat hex = HexFormat.of();
        CbcsFile files = new CbcsFile(hex.parseHex(KEY), hex.parseHex("f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff"), hex.parseHex(KEY_ID));
        for (String name : FILES) {
            Source source = Source.of(MediaFile.made(name).bytes());
            same(files.of(source, false).bytes(), files.of(source, true).bytes());
        }
    }
}
