package io.github.tsmp4java.index;

import io.github.tsmp4java.box.FourCc;
import java.util.HashMap;
import java.util.Map;

/** What a cut does with a box. One table says it for every box; there is no other place that decides. */
public enum BoxRole {
    /** Verbatim: neither times nor places nor sample numbers of this file are in it. */
    COPY,
    /** Its children are decided one by one. */
    CONTAINER,
    /** A sample table: the rows of the kept samples. */
    SLICE,
    /** Written anew from the plan. */
    REBUILD,
    /** Left out: it would be wrong after a cut, or means nothing in one. */
    DROP,
    /** The cut is declined by name. */
    REFUSE;

    private static final Map<String, Map<FourCc, BoxRole>> TABLE = new HashMap<>();
    private static final Map<String, BoxRole> OTHERS = new HashMap<>();

    static {
        in("file", COPY)
                .put(COPY, "jP  ", "ftyp")
                .put(REBUILD, "uuid")
                .put(CONTAINER, "moov", "meta")
                .put(SLICE, "mdat")
                .put(DROP, "free", "skip", "wide", "pdin", "styp", "sidx", "ssix", "mfra", "emsg", "prft", "pnot", "PICT")
                .put(DROP, "gps ", "gps0", "gsen", "GPS ", "sefd", "axte")
                .put(REFUSE, "moof");
        in("moov", COPY)
                .put(REBUILD, "mvhd", "uuid")
                .put(CONTAINER, "trak", "mvex", "udta", "meta")
                .put(COPY, "iods", "pssh", "ctab", "prfl", "clip")
                .put(DROP, "gps ", "gps0", "gsen", "free", "skip", "wide")
                .put(REFUSE, "rmra");
        in("mvex", COPY)
                .put(COPY, "trex", "leva", "trep")
                .put(REBUILD, "mehd")
                .put(DROP, "free", "skip", "wide");
        in("trak", COPY)
                .put(REBUILD, "tkhd", "edts", "tref", "uuid")
                .put(CONTAINER, "mdia", "udta", "meta")
                .put(SLICE, "senc")
                .put(COPY, "tapt", "clip", "matt", "imap", "txas", "trgr")
                .put(DROP, "load", "free", "skip", "wide");
        in("mdia", COPY)
                .put(REBUILD, "mdhd")
                .put(CONTAINER, "minf")
                .put(COPY, "hdlr", "elng")
                .put(DROP, "free", "skip", "wide");
        in("minf", COPY)
                .put(CONTAINER, "stbl")
                .put(COPY, "vmhd", "smhd", "nmhd", "sthd", "hmhd", "gmhd", "hdlr", "dinf")
                .put(DROP, "free", "skip", "wide");
        in("stbl", DROP)
                .put(COPY, "stsd", "sgpd")
                .put(SLICE, "stts", "ctts", "stsc", "stsz", "stz2", "stco", "co64", "stss", "sdtp", "sbgp", "csgp", "subs",
                        "saiz", "saio", "senc")
                .put(DROP, "cslg", "stps", "stsh", "padb", "stdp", "free", "skip", "wide");
        in("udta", COPY)
                .put(CONTAINER, "meta")
                .put(REBUILD, "chpl", "HMMT", "GPMF", "XMP_")
                .put(DROP, "gps ", "gps0", "gsen", "©TIM");
        in("meta", COPY)
                .put(CONTAINER, "ilst")
                .put(DROP, "iloc", "iinf", "pitm", "iref", "iprp", "ipro", "idat", "free", "skip", "wide");
        in("ilst", COPY)
                .put(REBUILD, "----");
    }

    /** The role of a box of type {@code type} in a container of type {@code parent}; {@code file} is the top level. */
    public static BoxRole of(String parent, FourCc type) {
        return TABLE.get(parent).getOrDefault(type, OTHERS.get(parent));
    }

    /** Whether the table names the box, rather than the rule for all others of its container. */
    public static boolean named(String parent, FourCc type) {
        return TABLE.get(parent).containsKey(type);
    }

    private static Rows in(String parent, BoxRole others) {
        OTHERS.put(parent, others);
        return new Rows(TABLE.computeIfAbsent(parent, p -> new HashMap<>()));
    }

    private record Rows(Map<FourCc, BoxRole> roles) {
        Rows put(BoxRole role, String... types) {
            for (String type : types) {
                if (roles.put(FourCc.of(type), role) != null) {
                    throw new IllegalStateException(type + " has two roles");
                }
            }
            return this;
        }
    }
}
