package io.github.tsmp4java.corpus;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.corpus.Frames.How;
import io.github.tsmp4java.index.MovieIndex;
import io.github.tsmp4java.judge.Judge;
import io.github.tsmp4java.judge.Movie;
import io.github.tsmp4java.judge.Ratio;
import io.github.tsmp4java.judge.Sample;
import io.github.tsmp4java.judge.Segment;
import io.github.tsmp4java.judge.Source;
import io.github.tsmp4java.judge.Track;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Of an exact cut ffmpeg shows first what the source shows at the start, wherever in a frame that is. */
class ExactFrameTest {
    private static final int STARTS = 6;
    /** Of a hundred cuts so many at least; players read some sources otherwise than their edit lists say. */
    private static final int LEAST = 98;

    private final List<String> wrong = new ArrayList<>();
    private int cuts;

    @Test
    @Tag("sample")
    void sample() throws CutException {
        most(FrameTest.smallest());
    }

    @Test
    @Tag("full")
    void everyFile() throws CutException {
        most(FrameTest.files());
    }

    private void most(Stream<MediaFile> files) throws CutException {
        for (MediaFile media : files.toList()) {
            judge(media);
        }
        String told = cuts + " exact cuts, another frame first in " + wrong.size() + "\n" + String.join("\n", wrong);
        System.out.println(told);
        assertTrue(cuts > 100 && wrong.size() * 100 <= cuts * (100 - LEAST), told);
    }

    private void judge(MediaFile media) throws CutException {
        byte[] bytes = media.bytes();
        Source file = Source.of(bytes);
        MovieIndex index;
        try {
            index = Pipeline.indexAnywhere(file);
        } catch (CutException e) {
            // EveryCutTest tells which files are declined, and why.
            return;
        }
        Judge judge = new Judge(file);
        Track track = judge.expectation("0", null, true).reference();
        if (!track.isVideo() || track.format().startsWith("enc")) {
            return;
        }
        Frames source = FrameTest.unedited(bytes, track, How.SEEN, Frames.ALL);
        for (String start : source.all().isEmpty() ? List.<String>of() : starts(track, media.name().hashCode())) {
            Source cut = Pipeline.cut(index, file, new Request(start, null, true).seek());
            Track kept = Movie.of(cut, true).track(track.id()).orElseThrow();
            long hidden = kept.samples().stream().filter(sample -> sample.ct() < kept.edits().get(0).mediaTime()).count();
            List<String> played = Frames.of(cut.read(0, Math.toIntExact(cut.length())), track.id(), How.SEEN, hidden + 4).all()
                    .stream().filter(frame -> frame.time().compareTo(Ratio.ZERO) >= 0).map(Frames.Frame::hash).toList();
            List<String> shown = source.shown(track, Ratio.parse(start));
            cuts++;
            if (!played.stream().limit(1).toList().equals(shown.subList(0, 1))) {
                wrong.add(media + " " + start + ": " + (played.isEmpty() ? "nothing is shown" : "frame "
                        + shown.indexOf(played.get(0)) + " of those from there on"));
            }
        }
    }

    /** In frames here and there, each at another part of it; at its beginning for one in three. */
    private static List<String> starts(Track track, long seed) {
        Random random = new Random(seed);
        List<String> out = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            Sample sample = track.samples().get(random.nextInt(track.samples().size()));
            Segment edit = track.closedEdits().stream().filter(each -> !each.empty() && !each.dwells()).findFirst().orElse(null);
            Ratio part = Ratio.of(i % 3 == 0 ? 0 : random.nextInt(1, 100), 100);
            Ratio time = edit == null ? Ratio.ZERO : edit.shown(sample.ct(), track.timescale())
                    .plus(track.seconds(sample.duration()).times(part));
            if (edit != null && time.compareTo(Ratio.ZERO) > 0 && time.compareTo(edit.start()) >= 0
                    && time.compareTo(edit.end()) < 0) {
                out.add(new BigDecimal(time.num()).divide(new BigDecimal(time.den()), 12, RoundingMode.CEILING).toPlainString());
            }
        }
        return out;
    }
}
