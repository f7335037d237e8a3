package io.github.tsmp4java.cli.report;

/**
 * A box of a file.
 *
 * @param begin its first byte
 * @param bytes of it, as its header says; the file may end before
 * @param becomes what becomes of it in a cut; absent for a moov and an mdat, and in a file that is declined
 */
public record TopBox(String type, long begin, long bytes, String becomes) {}
