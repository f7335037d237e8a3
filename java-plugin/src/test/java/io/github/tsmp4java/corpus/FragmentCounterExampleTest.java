package io.github.tsmp4java.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.judge.Source;
import io.github.tsmp4java.media.FragmentedModel;
import io.github.tsmp4java.media.FragmentedModel.Base;
import io.github.tsmp4java.media.FragmentedModel.Part;
import io.github.tsmp4java.media.FragmentedModel.Writing;
import io.github.tsmp4java.media.TrackModel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What chance once found of fragmented movies, made small and given a name. */
class FragmentCounterExampleTest {
    private static FragmentedModel movie(TrackModel... tracks) {
        FragmentedModel model = new FragmentedModel();
        model.movie.with(tracks);
        for (int i = 0; i < tracks.length; i++) {
            model.writings.add(new Writing());
        }
        return model;
    }

    private static void right(FragmentedModel model, Request... requests) throws CutException {
        Source file = Source.of(model.bytes());
        Trial trial = new Trial(file, Pipeline.indexAnywhere(file)).run(List.of(requests));
        assertEquals(List.of(), trial.wrong());
        assertEquals(List.of(), trial.declined());
    }

    /** Every piece that begins and ends at a tenth of a second, or a little after, within two seconds. */
    private static Request[] pieces() {
        List<Request> out = new ArrayList<>();
        for (int from = 0; from < 20; from++) {
            for (int to = from + 1; to < 20; to += 3) {
                out.add(new Request("0." + from, from % 2 == 0 ? to / 10 + "." + to % 10 : to / 10 + "." + to % 10 + "37", false));
                out.add(new Request(from / 10 + "." + from % 10 + "1", null, to % 2 == 0));
            }
        }
        return out.toArray(Request[]::new);
    }

    private static void empty(TrackModel track, int sample) {
        track.samples.set(sample, track.samples.get(sample).withBytes(new byte[0]));
    }

    @Test
    void aSampleOfNoBytesAtTheEndOfAFragmentIsOfThatFragment() throws CutException {
        TrackModel video = TrackModel.video(2, 14, 14);
        empty(video, 13);
        FragmentedModel model = movie(TrackModel.audio(1, 40), video);
        model.writings.get(1).besides = "subs";
        model.fragments.add(List.of(new Part(0, 0, 1), new Part(1, 0, 14)));
        model.fragments.add(List.of(new Part(0, 1, 40)));
        right(model, new Request("0", "0.2", false), new Request("0.1", "0.4", true));
    }

    @Test
    void samplesOfTheMoovAreKeptThoughTheyHaveNoBytes() throws CutException {
        TrackModel video = TrackModel.video(1, 20, 20);
        empty(video, 0);
        FragmentedModel model = movie(video);
        model.writings.get(0).inMoov = 1;
        model.between.addAll(List.of("styp", "emsg"));
        model.fragments.add(List.of(new Part(0, 1, 20)));
        right(model, new Request("0", "0.2", false), new Request("0.1", "0.4", true), new Request("0.1", null, false));
    }

    @Test
    void aMoovThatNamesNoKeyFrameLeavesItToTheFragments() throws CutException {
        TrackModel video = TrackModel.video(1, 60, 20);
        video.samples.set(0, video.samples.get(0).withSync(false));
        FragmentedModel model = movie(video);
        model.writings.get(0).inMoov = 10;
        model.fragments.add(List.of(new Part(0, 10, 30)));
        model.fragments.add(List.of(new Part(0, 30, 60)));
        right(model, new Request("0.1", null, false), new Request("0.1", "1.5", true), new Request("1.9", null, false));
    }

    @Test
    void anEndKeepsNothingThatIsDecodedBeforeItAndComposedAfterIt() throws CutException {
        FragmentedModel model = movie(TrackModel.video(1, 60, 20));
        model.fragments.add(List.of(new Part(0, 0, 11)));
        for (int from = 11; from < 60; from += 7) {
            model.fragments.add(List.of(new Part(0, from, from + 7)));
        }
        right(model, pieces());
    }

    @Test
    void aTrackWithNoSampleInTheKeptFragmentsIsLeftOut() throws CutException {
        TrackModel late = TrackModel.audio(2, 40);
        late.edits.clear();
        FragmentedModel model = movie(TrackModel.video(1, 60, 20), late);
        model.writings.get(1).start = 48_000;
        model.fragments.add(List.of(new Part(0, 0, 20)));
        model.fragments.add(List.of(new Part(0, 20, 60), new Part(1, 0, 40)));
        right(model, new Request("0", "0.5", false), new Request("0.1", "0.7", true), new Request("0.9", "1.5", false));
    }

    @Test
    void anEndBeforeTheFirstSampleStillKeepsAFragment() throws CutException {
        TrackModel late = TrackModel.video(1, 60, 20);
        late.edits.clear();
        FragmentedModel model = movie(late);
        model.writings.get(0).start = 5 * late.timescale;
        model.fragments.add(List.of(new Part(0, 0, 20)));
        model.fragments.add(List.of(new Part(0, 20, 60)));
        right(model, new Request("0", "1", false), new Request("1", "2", true));
    }

    @Test
    void ofTwoKeyFramesComposedAtOneTimeTheLaterIsKept() throws CutException {
        TrackModel video = TrackModel.video(1, 60, 1);
        video.samples.replaceAll(sample -> video.samples.indexOf(sample) % 2 == 0 ? sample.withOffset(512) : sample.withOffset(0));
        FragmentedModel model = movie(video);
        model.fragments.add(List.of(new Part(0, 0, 30)));
        model.fragments.add(List.of(new Part(0, 30, 60)));
        right(model, pieces());
    }

    @Test
    void theMediaOfAFragmentMayStandBeforeItsMoof() throws CutException {
        for (Base base : Base.values()) {
            FragmentedModel model = movie(TrackModel.video(1, 60, 20), TrackModel.audio(2, 108));
            model.writings.forEach(writing -> writing.base = base);
            model.mediaFirst = true;
            model.between.addAll(List.of("styp", "free", "sidx"));
            for (int i = 0; i < 3; i++) {
                model.fragments.add(List.of(new Part(0, 20 * i, 20 * i + 20), new Part(1, 36 * i, 36 * i + 36)));
            }
            right(model, pieces());
            model.writings.get(0).inMoov = 10;
            model.fragments.set(0, List.of(new Part(0, 10, 20), new Part(1, 0, 36)));
            right(model, pieces());
        }
    }

    @Test
    void aTrackFragmentThatIsCountedFromTheEndOfAnotherKeepsItWhole() throws CutException {
        FragmentedModel model = movie(TrackModel.video(1, 60, 20), TrackModel.audio(2, 110));
        model.writings.forEach(writing -> writing.base = Base.BEHIND);
        for (int i = 0; i < 3; i++) {
            model.fragments.add(List.of(new Part(0, 20 * i, 20 * i + 20), new Part(1, 36 * i, 36 * i + 36)));
        }
        right(model, pieces());
    }
}
