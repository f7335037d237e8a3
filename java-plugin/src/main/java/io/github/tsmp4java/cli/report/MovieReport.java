package io.github.tsmp4java.cli.report;

import io.github.tsmp4java.box.Box;
import io.github.tsmp4java.box.Bytes;
import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.box.FourCc;
import io.github.tsmp4java.index.MovieIndex;
import io.github.tsmp4java.index.Time;
import io.github.tsmp4java.plan.KeyFrames;
import java.util.ArrayList;
import java.util.List;

/**
 * What is known of a movie before anything is asked.
 *
 * @param brand major brand; absent where there is no ftyp
 * @param brands the compatible brands
 * @param moov where it stands
 * @param indexBytes what the index of it takes in memory
 * @param timescale of the movie header
 * @param duration by its reference track: a start at or after it begins with the last key frame
 * @param reference the number of the track whose key frames cuts begin at
 * @param referenceRule why it is that one
 * @param keyFrames the times that cuts begin at
 * @param notes what is peculiar
 * @param repairs what was repaired
 */
public record MovieReport(String brand, List<String> brands, boolean fragmented, int fragments, Span moov, long indexBytes,
        long timescale, Moment duration, int reference, String referenceRule, KeyFrameReport keyFrames, List<TrackReport> tracks,
        List<String> notes, List<String> repairs) {

    /** Bytes of a file. */
    public record Span(long begin, long bytes) {}

    /** @throws CutException where a start is declined */
    public static MovieReport of(MovieIndex index) throws CutException {
        Box ftyp = index.head().ftyp();
        boolean branded = ftyp != null && ftyp.body().size() >= 8;
        Box moov = index.head().moov();
        Time end = index.reference().timeline().end();
        return new MovieReport(branded ? new FourCc(ftyp.body().i32(0)).toString() : null,
                branded ? brands(ftyp.body()) : List.of(), index.isFragmented(), index.head().fragments().size(),
                new Span(moov.position(), moov.bytes().size()), index.byteSize(), index.mvhd().field(), Moment.of(end),
                index.reference().number(), index.chosen().rule().toString(), keyFrames(index),
                index.tracks().stream().map(track -> TrackReport.of(index, track)).toList(), index.head().notes(), index.repairs());
    }

    /** @throws CutException where a start is declined */
    public static KeyFrameReport keyFrames(MovieIndex index) throws CutException {
        return KeyFrameReport.of(index.reference().number(), index.reference().timescale(), KeyFrames.of(index));
    }

    private static List<String> brands(Bytes body) {
        List<String> brands = new ArrayList<>();
        for (int at = 8; at + 4 <= body.size(); at += 4) {
            brands.add(new FourCc(body.i32(at)).toString());
        }
        return brands;
    }
}
