package io.github.tsmp4java.fuzz;

import io.github.tsmp4java.http.Conditions;
import io.github.tsmp4java.http.CutAnswer;
import io.github.tsmp4java.http.EntityTag;
import io.github.tsmp4java.plan.SeekRequest;
import io.github.tsmp4java.plan.TimeForm;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a client may write: seek arguments and the fields of a header. The input is lines: the length of the cut, its
 * entity tag, start, end, Range, If-Range, If-Match, If-None-Match; one that is not there is absent.
 */
public final class RequestFuzz {
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+(\\.[0-9]+)?");
    private static final Pattern RANGE = Pattern.compile("(?i)bytes=([0-9]*)-([0-9]*)");
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

    private RequestFuzz() {
    }

    public static void fuzzerTestOneInput(byte[] input) {
        String[] lines = new String(input, StandardCharsets.ISO_8859_1).split("\n", 9);
        long length = length(line(lines, 0));
        Optional<EntityTag> tag = EntityTag.parse(line(lines, 1));
        tag.ifPresent(each -> checkTag(each, line(lines, 1)));
        checkSeek(line(lines, 2), line(lines, 3));
        String range = line(lines, 4);
        String ifRange = line(lines, 5);
        Conditions conditions = new Conditions(line(lines, 6), line(lines, 7), ifRange, range);
        CutAnswer answer = conditions.answer(tag, length);
        checkAnswer(conditions, answer, length);
        checkAnswer(conditions, conditions.answer(Optional.empty(), length), length);
        if (range != null) {
            checkRange(range, new Conditions(null, null, null, range).answer(tag, length), length);
        }
        // What names the cut matches it: that is how a client comes back.
        tag.filter(each -> !each.weak()).ifPresent(strong -> require(new Conditions(strong.toString(), null, strong.toString(),
                range).answer(Optional.of(strong), length).status() != 412, "the tag does not match itself"));
    }

    private static String line(String[] lines, int index) {
        return index < lines.length && !lines[index].isEmpty() ? lines[index] : null;
    }

    private static long length(String text) {
        return text == null || !text.matches("[0-9]{1,18}") ? 1000 : Math.max(1, Long.parseLong(text));
    }

    private static void checkTag(EntityTag tag, String text) {
        require(tag.toString().equals(text.strip()), "read as " + tag);
        EntityTag cut = tag.ofCut("k150");
        require(cut.weak() == tag.weak() && EntityTag.parse(cut.toString()).equals(Optional.of(cut)), "not a tag: " + cut);
    }

    private static void checkSeek(String start, String end) {
        for (boolean exact : new boolean[] {false, true}) {
            BigDecimal from = number(start).orElse(BigDecimal.ZERO);
            Optional<BigDecimal> to = number(end).filter(each -> each.compareTo(from) > 0);
            SeekRequest read = SeekRequest.parse(start, end, exact);
            checkLoose(start, end, exact, read);
            if (from.signum() < 0) {
                require(read instanceof SeekRequest.BadRequest, start + " is read as " + read);
            } else if (from.signum() == 0 && to.isEmpty()) {
                require(read instanceof SeekRequest.WholeFile, start + ", " + end + " are read as " + read);
            } else {
                require(read instanceof SeekRequest.Seek seek && seek.exact() == exact && seek.end().isPresent() == to.isPresent(),
                        start + ", " + end + " are read as " + read);
            }
        }
    }

    /** What a loose rule makes of it: the same of numbers, and never anything but a request. */
    private static void checkLoose(String start, String end, boolean exact, SeekRequest strict) {
        SeekRequest read = SeekRequest.parse(start, end, exact, TimeForm.LOOSE);
        boolean areNumbers = (start == null || number(start).isPresent()) && (end == null || number(end).isPresent());
        require(!areNumbers || read.equals(strict), start + ", " + end + " are read as " + read + " where times are loose");
    }

    private static Optional<BigDecimal> number(String text) {
        return text == null || text.length() > TimeForm.MAX_CHARACTERS || !NUMBER.matcher(text).matches()
                ? Optional.empty() : Optional.of(new BigDecimal(text));
    }

    private static void checkAnswer(Conditions asked, CutAnswer answer, long length) {
        String text = asked + " is answered " + answer;
        require(answer.length() == length, text);
        switch (answer.status()) {
            case 200 -> require(answer.first() == 0 && answer.last() == length - 1 && answer.contentRange() == null, text);
            case 206 -> require(asked.range() != null && answer.first() >= 0 && answer.first() <= answer.last()
                    && answer.last() < length && answer.contentRange().equals("bytes " + answer.first() + "-" + answer.last()
                    + "/" + length), text);
            case 304 -> require(asked.ifNoneMatch() != null && answer.size() == 0, text);
            case 412 -> require(asked.ifMatch() != null && answer.size() == 0, text);
            case 416 -> require(asked.range() != null && answer.size() == 0
                    && answer.contentRange().equals("bytes */" + length), text);
            default -> throw new AssertionError(text);
        }
    }

    /** One range in its plain form, worked out with numbers of any size. */
    private static void checkRange(String range, CutAnswer answer, long length) {
        Matcher matcher = RANGE.matcher(range);
        if (!matcher.matches() || matcher.group(1).isEmpty() && matcher.group(2).isEmpty()) {
            return;
        }
        BigInteger all = BigInteger.valueOf(length);
        BigInteger last = matcher.group(2).isEmpty() ? MOST : new BigInteger(matcher.group(2));
        boolean suffix = matcher.group(1).isEmpty();
        BigInteger first = suffix ? all.subtract(last).max(BigInteger.ZERO) : new BigInteger(matcher.group(1));
        BigInteger to = suffix ? all.subtract(BigInteger.ONE) : last.min(all.subtract(BigInteger.ONE));
        boolean isBackwards = !suffix && !matcher.group(2).isEmpty() && last.compareTo(first) < 0;
        int status = suffix && last.signum() == 0 ? 416 : isBackwards ? 200
                : first.compareTo(all) >= 0 ? 416 : 206;
        require(answer.status() == status, range + " of " + length + " is answered " + answer);
        require(status != 206 || answer.first() == first.longValueExact() && answer.last() == to.longValueExact(),
                range + " of " + length + " is answered " + answer);
    }

    private static void require(boolean so, String otherwise) {
        if (!so) {
            throw new AssertionError(otherwise);
        }
    }
}
