package io.github.tsmp4java.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.corpus.ModelFiles;
import io.github.tsmp4java.corpus.Pipeline;
import io.github.tsmp4java.index.MovieIndex;
import io.github.tsmp4java.judge.Source;
import io.github.tsmp4java.media.FragmentedModel;
import io.github.tsmp4java.media.FragmentedModel.Part;
import io.github.tsmp4java.media.FragmentedModel.Writing;
import io.github.tsmp4java.media.MovieModel;
import io.github.tsmp4java.media.TrackModel;
import io.github.tsmp4java.plan.CutPlan;
import io.github.tsmp4java.plan.SeekRequest;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each decision stands in the plan's text, with its reason. */
class PlanTextTest {
    private static List<String> plan(Source file, String start, String end, boolean exact) throws CutException {
        MovieIndex index = Pipeline.indexAnywhere(file);
        SeekRequest.Seek seek = (SeekRequest.Seek) SeekRequest.parse(start, end, exact);
        return PlanText.of(index, CutPlan.of(index, seek, OptionalLong.of(file.length())));
    }

    private static void assertSays(String line, List<String> lines) {
        assertTrue(lines.contains(line), () -> line + "\nis not in\n" + String.join("\n", lines));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            as it is | 4 |   begins at 3.84 s: the last key frame at or before the asked time
            as it is | 4 |   key frame: sample 97, decoded at 49152, composed at 49664
            as it is | 4 |   next key frame: sample 121, decoded at 61440, composed at 61952, is after 51712
            as it is | 4 |   pre-roll: from sample 181, one AAC frame
            as it is | 4 |   elst: segment_duration 4160, media_time 512
            as it is | 99 | begins at 7.68 s: the last key frame at or before the end of the reference track, 8 s
            the first key frame is not the first frame | 0.1 | begins at 0.96 s: the first key frame, since none is so early
            the edit hides the first GOP and more | 0.1 | begins at 0 s: where the edit begins that is in the way of the last key frame at or before the asked time
            reference track last | 4 | reference: track 3 (id 3) vide avc1, the first enabled video track with something to play
            a disabled video first | 4 |   not track 1 (id 1) vide avc1: it is disabled
            chapter images first | 4 |   not track 1 (id 1) vide avc1: its pictures are the chapters of another track
            no stsd beside audio | 4 |   not track 1 (id 1) vide : it has no sample description
            an edit, a gap, an edit | 3 |   edit 3 of 3, [2.7, 5.7) s from media time 31232, holds 3 s, which is media time 35072 of timescale 12800
            an edit, a gap, an edit | 2.3 |   edit 1 of 3, [0, 2) s from media time 512, is the last that shows something by 2.3 s, up to media time 26111 of timescale 12800
            a movie timescale of 1 | 4 | movie timescale: 48000 instead of 1, which is too coarse to say how long a cut is
            audio much shorter | 4 | track 2 (id 2) soun mp4a left out: shows nothing in the cut
            a time code track | 4 | time code: counts from frame 90096, in the file from 90000
            time codes of clips that were joined | 4 | time code: counts from frame 62003, in the file from 61996
            more time codes than are read | 4 | track 3 (id 3) tmcd tmcd left out: tmcd track: its counters cannot be read before the cut, or are more than 64, or more than one in fragments
            an unknown table | 4 | left out: moov/trak[1]/mdia/minf/stbl/qqqq of 216 bytes at byte 2522, which is unknown and may count samples
            gapless counts | 4 | left out: moov/udta/meta/ilst/---- of 116 bytes at byte 7312, gapless counts (iTunSMPB) of the whole file
            items by their place in the file | 4 | copied in meta: hdlr xxxx
            two mdats, free between | 4 | 34626 bytes sent, 34310 useful (99 %)
            """)
    void saysWhy(String file, String start, String line) throws CutException {
        List<String> lines = plan(ModelFiles.all().get(file).source(), start, null, false);
        assertTrue(lines.stream().anyMatch(each -> each.strip().equals(line)), () -> line + "\nis not in\n"
                + String.join("\n", lines));
    }

    @Test
    void saysWhatBecomesOfAnEndThatShowsNothing() throws CutException {
        TrackModel late = TrackModel.video(1, 50, 10);
        late.edits.add(0, new TrackModel.Edit(10_000, -1));
        List<String> lines = plan(new MovieModel().with(late).source(), "0", "3.5", false);
        assertSays("asked: 0 s to 3.5 s", lines);
        assertSays("begins at 0 s: the beginning; decoding begins with the last key frame at or before the asked time", lines);
        assertSays("ends with the movie, since nothing is shown from where it begins to 3.5 s", lines);
    }

    private static FragmentedModel fragments() {
        FragmentedModel model = new FragmentedModel();
        model.movie.with(TrackModel.video(1, 60, 20));
        model.writings.add(new Writing());
        model.between.add("sidx");
        model.fragments.add(List.of(new Part(0, 0, 20)));
        model.fragments.add(List.of(new Part(0, 20, 60)));
        return model;
    }

    @Test
    void saysWhatIsTakenOutOfFragments() throws CutException {
        List<String> lines = plan(Source.of(fragments().bytes()), "1.7", "1.9", false);
        assertSays("fragments 2 to 2 of 2, from the first that a track needs to the last one", lines);
        assertSays("  key frame: sample 21 of the track in fragment 2, composed at 20992", lines);
        assertSays("  sidx: a new one, with an entry for each of them", lines);
        assertSays("  fragment 2: samples 21 to 29 of 40 kept, the others made free", lines);
        assertSays("  decode times: 20480 less than in the file", lines);
    }

    @Test
    void saysWhyNothingIsTakenOut() throws CutException {
        FragmentedModel model = fragments();
        model.writings.get(0).besides = "subs";
        assertSays("  fragment 2: samples 21 to 40 of 40 needed, all stay, hidden by the edit list: its subs may speak of "
                + "single samples", plan(Source.of(model.bytes()), "1.7", null, false));
        FragmentedModel hybrid = fragments();
        hybrid.writings.get(0).inMoov = 10;
        hybrid.fragments.set(0, List.of(new Part(0, 10, 20)));
        List<String> lines = plan(Source.of(hybrid.bytes()), "0.3", null, false);
        assertSays("  samples of the moov are needed, so all of it and of the fragments stays, and nothing is taken out", lines);
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("  sidx: none, since ")), lines.toString());
    }

    /** Rows of four bytes: one alone has no room for the header of a free box. */
    @Test
    void saysThatOneEndIsTakenOutWhereTheOtherCannotBe() throws CutException {
        TrackModel audio = TrackModel.audio(1, 60);
        audio.edits.clear();
        FragmentedModel model = new FragmentedModel();
        model.movie.with(audio);
        model.writings.add(new Writing());
        model.writings.get(0).base = FragmentedModel.Base.NAMED;
        model.fragments.add(List.of(new Part(0, 0, 60)));
        List<String> lines = plan(Source.of(model.bytes()), "0.64", "1.25", false);
        assertSays("  fragment 1: samples 30 to 59 of 60 needed, all stay, hidden by the edit list: the rows to be left out are "
                + "shorter than the header of a free box", lines);
        assertSays("  fragment 1: samples 30 to 60 of 60 kept, the others made free", lines);
    }

    @Test
    void saysWhatIsSentOfAScatteredFile() throws CutException {
        List<String> lines = plan(ModelFiles.all().get("flat, large").source(), "4", null, false);
        assertEquals(2, lines.stream().filter(line -> line.startsWith("source bytes [")).count());
        assertTrue(lines.stream().anyMatch(line -> line.endsWith(" bytes behind the range before: those are left out")));
    }
}
