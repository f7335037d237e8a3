package io.github.tsmp4java.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.box.DeclinedCut;
import io.github.tsmp4java.corpus.Frames.Frame;
import io.github.tsmp4java.corpus.Frames.How;
import io.github.tsmp4java.index.MovieIndex;
import io.github.tsmp4java.judge.Judge;
import io.github.tsmp4java.judge.Movie;
import io.github.tsmp4java.judge.Ratio;
import io.github.tsmp4java.judge.Sample;
import io.github.tsmp4java.judge.Segment;
import io.github.tsmp4java.judge.Source;
import io.github.tsmp4java.judge.Track;
import io.github.tsmp4java.server.Ffmpeg;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** What a cut shows is what the source shows from that instant on, frame by frame; a cut of everything plays as its source. */
class FrameTest {
    /** Frames of each cut that are compared: more than decoders look back. */
    private static final int COMPARED = 20;
    private static final OutcomeTable OUTCOMES = new OutcomeTable();

    @AfterAll
    static void tell() {
        OUTCOMES.tell("frames of cuts");
    }

    /** The smallest file of each kind, and every sixth request. */
    @TestFactory
    @Tag("sample")
    Stream<DynamicTest> sample() {
        return smallest().map(file -> DynamicTest.dynamicTest(file.name(), () -> judge(file, 6)));
    }

    @TestFactory
    @Tag("full")
    Stream<DynamicTest> everyFile() {
        return files().map(file -> DynamicTest.dynamicTest(file.name(), () -> judge(file, 1)));
    }

    static Stream<MediaFile> smallest() {
        Map<String, MediaFile> smallest = files().collect(Collectors.toMap(FrameTest::group, file -> file, (one, other) ->
                Stream.of(one, other).min(Comparator.comparing(MediaFile::size)).orElseThrow(), TreeMap::new));
        return smallest.values().stream();
    }

    static Stream<MediaFile> files() {
        return Stream.concat(MediaFile.made().stream(), MediaFile.corpus().stream())
                .filter(file -> Set.of("seekable", "fragmented", "special").contains(file.kind()));
    }

    /** How its pictures are coded and where its moov is; of a file made here, what its name begins with. */
    private static String group(MediaFile file) {
        return file.traits().isEmpty() ? file.name().replaceAll("[_.].*", "")
                : Stream.of(file.traits().split(" ")).filter(trait -> trait.matches("v:.*|moov_first|moov_last|edit_v_multi.*"))
                .collect(Collectors.joining(" ", file.kind() + " ", ""));
    }

    private static void judge(MediaFile media, int every) throws CutException {
        byte[] bytes = media.bytes();
        Source file = Source.of(bytes);
        List<String> wrong = new ArrayList<>();
        try {
            MovieIndex index = Pipeline.indexAnywhere(file);
            Judge judge = new Judge(file);
            wrong.addAll(identity(bytes, judge.movie(), index));
            Track track = judge.expectation("0", null, false).reference();
            if (track.isVideo()) {
                wrong.addAll(cuts(media, judge, track, index, every));
            } else {
                OUTCOMES.put(media, "no video", "cut");
            }
        } catch (DeclinedCut e) {
            // EveryCutTest tells which files are declined, and why.
            OUTCOMES.put(media, "", e.getMessage());
            return;
        }
        assertEquals(List.of(), wrong, () -> media + "\n" + String.join("\n", wrong));
    }

    private static List<String> cuts(MediaFile media, Judge judge, Track track, MovieIndex index, int every)
            throws CutException {
        Source file = Source.of(media.bytes());
        Frames source = track.format().startsWith("enc") ? Frames.NONE : unedited(media.bytes(), track, How.SEEN, Frames.ALL);
        How how = source.all().isEmpty() ? How.STORED : How.SEEN;
        source = how == How.STORED ? unedited(media.bytes(), track, how, Frames.ALL) : source;
        if (source.all().isEmpty()) {
            assertTrue(Ffmpeg.refuses(media.bytes()), media + " has no frames");
            OUTCOMES.put(media, "", "ffmpeg cannot open the source");
            return List.of();
        }
        List<Request> requests = Requests.of(judge.movie(), media.name().hashCode());
        Map<Request, Source> cuts = new LinkedHashMap<>();
        for (int i = 0; i < requests.size(); i++) {
            if ((i + media.name().length()) % every == 0) {
                cuts.put(requests.get(i), Pipeline.cut(index, file, requests.get(i).seek()));
            }
        }
        Frames shown = source;
        // ffmpeg takes the time.
        List<String> wrong = cuts.entrySet().parallelStream()
                .map(cut -> wrong(media, shown, judge, track, how, cut.getKey(), cut.getValue()))
                .filter(found -> !found.isEmpty()).toList();
        OUTCOMES.put(media, how == How.SEEN ? "frames" : "samples, decoded by nobody here", wrong.isEmpty() ? "cut" : "WRONG");
        return wrong;
    }

    private static String wrong(MediaFile media, Frames source, Judge judge, Track track, How how, Request request, Source cut) {
        String found = difference(source, judge, track, how, request, cut);
        return !found.isEmpty() && isRead(source, judge, track, request) && beginsWithAKey(media, judge, track, request)
                ? request + " " + found : "";
    }

    /** Whether ffmpeg got so far in the source: it gives up where boxes beside the samples are not as it expects. */
    private static boolean isRead(Frames source, Judge judge, Track track, Request request) {
        int first = judge.expectation(request.start(), request.end(), request.exact()).firstSample();
        return first < source.all().size();
    }

    /** Whether the sample that the source calls a key frame is one: no decoder can begin at another. */
    private static boolean beginsWithAKey(MediaFile media, Judge judge, Track track, Request request) {
        int first = judge.expectation(request.start(), request.end(), request.exact()).firstSample();
        return !Ffmpeg.picturesThatNeedOthers(media.path(), track.id()).contains(track.samples().get(first).ct());
    }

    private static String difference(Frames source, Judge judge, Track track, How how, Request request, Source cut) {
        Ratio from = judge.expectation(request.start(), request.end(), request.exact()).cutTime();
        byte[] made = cut.read(0, Math.toIntExact(cut.length()));
        Track kept = Movie.of(cut, true).track(track.id()).orElse(null);
        if (kept == null) {
            // EveryCutTest tells whether it shows nothing there.
            return "";
        }
        Segment edit = kept.closedEdits().stream().filter(each -> !each.empty()).findFirst().orElseThrow();
        // Stored samples come in decoding order: the first ones are not those that are shown first.
        long most = how == How.STORED ? Frames.ALL
                : COMPARED + kept.samples().stream().filter(sample -> sample.ct() <= edit.mediaTime()).count();
        Frames read = unedited(made, kept, how, most);
        if (how == How.STORED && read.all().size() < kept.samples().size()) {
            // ffmpeg gives up on fragments with senc that no sidx announces, as it does on their source without its sidx.
            return "";
        }
        List<String> shown = read.shown(kept, Ratio.ZERO);
        if (request.exact() && kept.closedEdits().size() > 1) {
            // Where one edit follows another, a tick decides between two frames.
            shown = shown.subList(0, (int) Math.min(shown.size(), shownBy(edit, kept)));
        }
        String found = difference(source.shown(track, from), shown);
        // The edit list of the cut tells times in whole ticks.
        if (!found.isEmpty() && !difference(source.shown(track, from.plus(Ratio.of(1, 2 * track.timescale()))), shown).isEmpty()) {
            return "from " + from + ": " + found;
        }
        // ffmpeg shows no frame that began before its edit, none where that is shorter than one, and misplaces all but the first.
        if (kept.closedEdits().size() == 1 && how == How.SEEN && shown.size() > 1) {
            List<String> played = played(made, kept, edit, most);
            found = difference(source.shown(track, from), played);
            return found.isEmpty() ? "" : "from " + from + ", by ffmpeg's reading of the edit list: " + found;
        }
        return "";
    }

    /** As ffmpeg plays a track of one edit, up to the end of that: it knows neither its rate nor, of fragments, its end. */
    private static List<String> played(byte[] made, Track kept, Segment edit, long most) {
        // Decoders that know no hidden frames (AV1) give those before the edit, too, and of fragments ffmpeg does. In others it
        // tells the first that is shown a time that is early by up to the most negative composition offset.
        Ratio first = isFragmented(made) ? Ratio.ZERO : kept.seconds(earliest(kept));
        List<Frame> all = Frames.of(made, kept.id(), How.SEEN, most).shifted(late(made, kept)).all().stream()
                .filter(frame -> frame.time().compareTo(first) >= 0).toList();
        // Of frames that begin at one time the last is shown.
        int begin = (int) Math.max(0, all.stream().filter(frame -> frame.time().equals(all.get(0).time())).count() - 1);
        return all.subList(begin, (int) Math.min(all.size(), begin + shownBy(edit, kept))).stream().map(Frame::hash).toList();
    }

    private static long shownBy(Segment edit, Track track) {
        long end = edit.media(edit.end(), track.timescale()).floor();
        if (end == edit.mediaTime()) {
            // It dwells on one frame.
            return 1;
        }
        return track.samples().stream().filter(sample -> sample.ct() >= edit.mediaTime() && sample.ct() < end).count();
    }

    /** Empty where the cut begins with the frames of the source. */
    private static String difference(List<String> source, List<String> cut) {
        for (int i = 0; i < Math.min(COMPARED, Math.min(source.size(), cut.size())); i++) {
            if (!source.get(i).equals(cut.get(i))) {
                return "frame " + i + " is " + (source.contains(cut.get(i)) ? "frame " + source.indexOf(cut.get(i)) : "none")
                        + " of the source";
            }
        }
        return cut.isEmpty() ? "nothing is shown" : "";
    }

    static Frames unedited(byte[] file, Track track, How how, long most) {
        return Frames.unedited(file, track.id(), how, most).shifted(late(file, track));
    }

    private static boolean isFragmented(byte[] file) {
        return Movie.of(Source.of(file), false).fragmented();
    }

    /** What ffmpeg's times are to be moved by: those of fragments are late by the most negative composition offset. */
    private static Ratio late(byte[] file, Track track) {
        return track.seconds(isFragmented(file) ? earliest(track) : 0);
    }

    /** The most negative composition offset; 0 where there is none. */
    private static long earliest(Track track) {
        return Math.min(0, track.samples().stream().mapToLong(Sample::offset).min().orElse(0));
    }

    /** A cut at 0 to past the end: everything is seen and heard as in the source. */
    private static List<String> identity(byte[] file, Movie movie, MovieIndex index) throws CutException {
        Source cut = Pipeline.cut(index, Source.of(file), new Request("0", "1000000", false).seek());
        byte[] made = cut.read(0, Math.toIntExact(cut.length()));
        List<String> wrong = new ArrayList<>();
        for (Track track : movie.tracks()) {
            if ((track.isVideo() || track.isAudio()) && !track.samples().isEmpty() && !track.format().startsWith("enc")) {
                Track kept = Movie.of(cut, true).track(track.id()).orElse(null);
                List<String> theirs = all(file, track);
                List<String> mine = kept == null || theirs.isEmpty() ? List.of() : all(made, kept);
                if (!theirs.equals(mine)) {
                    long first = IntStream.range(0, Math.min(theirs.size(), mine.size()))
                            .takeWhile(i -> theirs.get(i).equals(mine.get(i))).count();
                    wrong.add("a cut of everything has in " + track + " " + mine.size() + " frames of " + theirs.size()
                            + ", the first other one is " + first);
                }
            }
        }
        return wrong;
    }

    /** Sound is cut to the sample by ffmpeg itself; what lies at the end of the edits or later is not played. */
    private static List<String> all(byte[] file, Track track) {
        if (track.isVideo()) {
            Frames frames = unedited(file, track, How.SEEN, Frames.ALL);
            return frames.all().isEmpty() ? List.of() : frames.shown(track, Ratio.ZERO);
        }
        // These gapless counts are of the whole file, and hold only where there is no edit list: a cut has one instead.
        if (new String(file, StandardCharsets.ISO_8859_1).contains("iTunSMPB")) {
            return List.of();
        }
        return Frames.of(file, track.id(), How.HEARD).all().stream()
                .filter(frame -> frame.time().compareTo(track.shownEnd()) < 0).map(Frame::hash).toList();
    }
}
