package io.github.tsmp4java.box;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Where a file says that it can be entered, for one track or all: times and places, both ascending.
 *
 * @param timescale of the times
 * @param times of the first picture or sound there
 * @param places in the file
 */
public record RandomAccess(long timescale, long[] times, long[] places) {
    private static final int STARTS_WITH_SAP = 0x80000000;

    /**
     * A segment index (ISO/IEC 14496-12, 8.16.3; at the top level).
     *
     * @throws MalformedBox also where it leads to other indexes instead of fragments
     */
    public static RandomAccess sidx(Box sidx) throws MalformedBox {
        boolean wide = sidx.version(1) == 1;
        int rowsAt = wide ? 32 : 24;
        Bytes body = sidx.body(rowsAt);
        long timescale = body.u32(8);
        long time = wide ? body.i64(12) : body.u32(12);
        long place = wide ? body.i64(20) : body.u32(16);
        int count = body.u16(rowsAt - 2);
        Bytes rows = sidx.table(rowsAt, count, 12);
        boolean named = false;
        for (int i = 0; i < count; i++) {
            named |= (rows.i32(12 * i + 8) & STARTS_WITH_SAP) != 0;
        }
        long[] times = new long[count];
        long[] places = new long[count];
        int entries = 0;
        try {
            place = Math.addExact(place, sidx.position() + sidx.bytes().size());
            for (int i = 0; i < count; i++) {
                if (rows.i32(12 * i) < 0) {
                    throw sidx.malformed("leads to another index");
                }
                if (!named || (rows.i32(12 * i + 8) & STARTS_WITH_SAP) != 0) {
                    times[entries] = time;
                    places[entries++] = place;
                }
                place = Math.addExact(place, rows.u32(12 * i));
                time = Math.addExact(time, rows.u32(12 * i + 4));
            }
        } catch (ArithmeticException e) {
            throw sidx.malformed("its numbers leave 63 bits");
        }
        return of(sidx, timescale, Arrays.copyOf(times, entries), Arrays.copyOf(places, entries));
    }

    /**
     * A movie fragment random access box (8.8.9).
     *
     * @param timescales of the tracks, by track_ID
     */
    public static List<RandomAccess> mfra(Box mfra, Map<Long, Long> timescales) throws MalformedBox {
        List<RandomAccess> all = new ArrayList<>();
        for (Box box : mfra.children().boxes()) {
            if (box.is("tfra")) {
                all.add(tfra(box, timescales));
            }
        }
        return List.copyOf(all);
    }

    private static RandomAccess tfra(Box tfra, Map<Long, Long> timescales) throws MalformedBox {
        boolean wide = tfra.version(1) == 1;
        Bytes body = tfra.body(16);
        Long timescale = timescales.get(body.u32(4));
        int lengths = body.i32(8);
        int rowSize = (wide ? 16 : 8) + 3 + (lengths >> 4 & 3) + (lengths >> 2 & 3) + (lengths & 3);
        Bytes rows = tfra.table(16, body.u32(12), rowSize);
        long[] times = new long[rows.size() / rowSize];
        long[] places = new long[times.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = wide ? rows.i64(i * rowSize) : rows.u32(i * rowSize);
            places[i] = wide ? rows.i64(i * rowSize + 8) : rows.u32(i * rowSize + 4);
        }
        if (timescale == null) {
            throw tfra.malformed("track_ID " + body.u32(4) + " has no trak");
        }
        return of(tfra, timescale, times, places);
    }

    private static RandomAccess of(Box box, long timescale, long[] times, long[] places) throws MalformedBox {
        for (int i = 0; i < times.length; i++) {
            if (times[i] < (i == 0 ? 0 : times[i - 1]) || places[i] < (i == 0 ? 0 : places[i - 1])) {
                throw box.malformed("its times or places do not ascend");
            }
        }
        if (timescale == 0) {
            throw box.malformed("timescale is 0");
        }
        return new RandomAccess(timescale, times, places);
    }
}
