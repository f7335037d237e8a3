package io.github.tsmp4java.cli.plot;

import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.box.FourCc;
import io.github.tsmp4java.cli.report.Moment;
import io.github.tsmp4java.index.Fraction;
import io.github.tsmp4java.index.MovieIndex;
import io.github.tsmp4java.index.Time;
import io.github.tsmp4java.index.TrackIndex;
import io.github.tsmp4java.plan.KeyFrames;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** When a movie plays what, and where in the file that stands. Places are in tenths of a unit of the picture. */
public final class Plot {
    private static final int LEFT = 900;
    private static final int TOP = 900;
    private static final int WIDTH = 8400;
    private static final int HEIGHT = 4000;
    private static final int LINE = 180;
    private static final int STEPS = 5;
    private static final List<String> COLOURS = List.of("#1f77b4", "#ff7f0e", "#2ca02c", "#d62728", "#9467bd", "#8c564b");

    private final StringBuilder svg = new StringBuilder();
    private final MovieIndex index;
    private final List<List<Stretch>> stretches = new ArrayList<>();
    private final Time end;
    private final long bytes;

    private Plot(MovieIndex index) {
        this.index = index;
        Time last = index.reference().timeline().end();
        long most = 1;
        for (TrackIndex track : index.tracks()) {
            List<Stretch> of = Stretch.of(index, track);
            stretches.add(of);
            for (Stretch stretch : of) {
                last = last.max(stretch.ends());
                most = Math.max(most, stretch.end());
            }
        }
        end = last;
        bytes = most;
    }

    /**
     * As SVG.
     *
     * @param title of it
     * @throws CutException where a start is declined
     */
    public static String of(String title, MovieIndex index) throws CutException {
        Plot plot = new Plot(index);
        plot.draw(title);
        return plot.svg.toString();
    }

    private void draw(String title) throws CutException {
        int below = TOP + HEIGHT + 500;
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ").append(units(LEFT + WIDTH + 300)).append(' ')
                .append(units(below + LINE * index.tracks().size())).append("\" font-family=\"sans-serif\" font-size=\"12\">\n")
                .append("<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
        text(LEFT, 300, "start", title + ": where the media stand in the file, by when they are shown");
        axes();
        keyFrames();
        for (int i = 0; i < stretches.size(); i++) {
            track(index.tracks().get(i), stretches.get(i), COLOURS.get(i % COLOURS.size()), below + LINE * i);
        }
        svg.append("</svg>\n");
    }

    private void axes() {
        StringBuilder grid = new StringBuilder();
        for (int i = 0; i <= STEPS; i++) {
            int x = LEFT + WIDTH * i / STEPS;
            int y = TOP + HEIGHT - HEIGHT * i / STEPS;
            grid.append(line(x, TOP, x, TOP + HEIGHT)).append(line(LEFT, y, LEFT + WIDTH, y));
            text(x, TOP + HEIGHT + LINE, "middle", Time.of(end.times(i).dividedBy(STEPS).round(10), 10) + " s");
            text(LEFT - 60, y + 40, "end", BigDecimal.valueOf(bytes).multiply(BigDecimal.valueOf(i))
                    .divide(BigDecimal.valueOf((long) STEPS << 20), 2, RoundingMode.HALF_UP) + " MiB");
        }
        path(grid, "#ddd", 1, "");
    }

    private void keyFrames() throws CutException {
        List<Time> times = KeyFrames.of(index);
        StringBuilder marks = new StringBuilder();
        int before = -1;
        for (Time time : times) {
            int x = x(time);
            if (x != before) {
                marks.append(line(x, TOP - 200, x, TOP - 40));
            }
            before = x;
        }
        path(marks, "#000", 1, times.size() + " key frames of track " + index.reference().number());
        text(LEFT - 60, TOP - 130, "end", "key frames");
    }

    private void track(TrackIndex track, List<Stretch> of, String colour, int legend) {
        StringBuilder drawn = new StringBuilder();
        for (Stretch stretch : of) {
            drawn.append(line(x(stretch.begins()), y(stretch.begin()), x(stretch.ends()), y(stretch.end())));
        }
        String name = "track " + track.number() + " " + track.handler() + " "
                + track.formats().stream().map(FourCc::toString).distinct().collect(Collectors.joining("+"));
        path(drawn, colour, 2, name);
        path(new StringBuilder(line(LEFT, legend - 40, LEFT + 300, legend - 40)), colour, 3, "");
        text(LEFT + 360, legend, "start", name + ": " + (track.parts().isEmpty()
                ? track.samples() + " samples" : track.parts().size() + " fragments") + ", "
                + Moment.of(track.timeline().isEmpty() ? Time.ZERO : track.timeline().end()).seconds().toPlainString() + " s");
    }

    private int x(Time time) {
        Fraction part = time.exact();
        Fraction whole = end.exact();
        return LEFT + part.numerator().multiply(whole.denominator()).multiply(BigInteger.valueOf(WIDTH))
                .divide(part.denominator().multiply(whole.numerator())).intValueExact();
    }

    private int y(long at) {
        return TOP + HEIGHT - BigInteger.valueOf(at).multiply(BigInteger.valueOf(HEIGHT)).divide(BigInteger.valueOf(bytes)).intValueExact();
    }

    private static String line(int fromX, int fromY, int toX, int toY) {
        return "M" + units(fromX) + " " + units(fromY) + "L" + units(toX) + " " + units(toY);
    }

    private void path(StringBuilder lines, String colour, int width, String title) {
        svg.append("<path d=\"").append(lines).append("\" fill=\"none\" stroke=\"").append(colour)
                .append("\" stroke-linecap=\"round\" stroke-width=\"").append(width).append("\"><title>").append(escaped(title))
                .append("</title></path>\n");
    }

    private void text(int x, int y, String anchor, String text) {
        svg.append("<text x=\"").append(units(x)).append("\" y=\"").append(units(y)).append("\" text-anchor=\"").append(anchor)
                .append("\">").append(escaped(text)).append("</text>\n");
    }

    private static String units(int tenths) {
        return tenths % 10 == 0 ? Integer.toString(tenths / 10) : tenths / 10 + "." + tenths % 10;
    }

    private static String escaped(String text) {
        return text.replaceAll("\\p{Cntrl}", " ").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
