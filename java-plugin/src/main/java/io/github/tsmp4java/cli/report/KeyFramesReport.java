package io.github.tsmp4java.cli.report;

/**
 * What {@code keyframes} says.
 *
 * @param output names the kind of report
 * @param version of the report: another one where an existing name changes
 * @param file as it was named
 * @param bytes of it; absent of a pipe
 * @param declined why there are none
 * @param duration of the movie by the track that the key frames are of
 * @param keyFrames absent where the file is declined
 */
public record KeyFramesReport(String output, int version, String file, Long bytes, String declined, Moment duration,
        KeyFrameReport keyFrames) {}
