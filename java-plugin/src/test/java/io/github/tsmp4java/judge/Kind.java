package io.github.tsmp4java.judge;

/** What can be wrong with a cut. */
public enum Kind {
    /** A box is smaller than its header, passes its parent's end, or its parent has bytes left over. */
    BOX_SIZES,
    /** Not one moov followed by one mdat that ends the file, or a box that a cut must not carry. */
    TOP_LEVEL,
    /** A table is missing, too short, or names a sample or chunk that does not exist. */
    TABLES,
    /** A source track with something left to show is gone, or there is a track that the source has not. */
    TRACKS,
    /** A sample lies outside the mdat's payload. */
    OFFSETS,
    /** The mdat carries bytes before the first or after the last kept sample, or a long stretch between them. */
    MDAT_SLACK,
    /** A kept sample's bytes or size differ from the source's. */
    SAMPLE_BYTES,
    /** The kept samples are not those of the source from some sample up to the last one that the cut has to keep. */
    SAMPLE_RUN,
    /** The reference track does not begin with the sample the algorithm names. */
    FIRST_SAMPLE,
    /** Another track begins too late to show what is shown at the cut, off a sync sample, or needlessly early. */
    PREROLL,
    /** Source time less output time is not the one constant. */
    PRESENTATION,
    /** An edit plays faster or slower than the source's. */
    RATE,
    /** The edit list shows something where the source shows nothing, or nothing where it shows something. */
    EDIT_START,
    /** The edit list itself: a negative media time, a rate, a count that is not allowed. */
    EDIT_LIST,
    /** The edits show more or less than remains of the source. */
    REMAINING,
    /** tkhd's duration is not the sum of the edits. */
    TKHD_DURATION,
    /** mdhd's duration is not the sum of the sample durations. */
    MDHD_DURATION,
    /** mvhd's duration is not the longest track's. */
    MVHD_DURATION,
    /** A kept sample's duration differs. */
    STTS,
    /** A text, or other data of a time, is not entered at its beginning, or not shown for as long as in the source. */
    CUE,
    /** A kept sample's composition offset differs. */
    CTTS,
    /** A kept sample became, or is no longer, a sync sample. */
    STSS,
    /** A kept sample's dependency byte differs or is gone. */
    SDTP,
    /** A kept sample's group differs or is gone. */
    SBGP,
    /** What a kept sample's sub-samples are differs or is gone. */
    SUBS,
    /** How much auxiliary information a kept sample has differs. */
    SAIZ,
    /** The auxiliary information that saio leads to is not the source's. */
    SAIO,
    /** A senc box does not hold what saiz and saio say. */
    SENC,
    /** A kept sample's description differs. */
    DESCRIPTION,
    /** A box that must be copied as it is differs or is gone. */
    VERBATIM,
    /** A chapter of the list does not begin when it does in the source, is gone, or is not of the cut. */
    CHAPTERS,
    /** A track reference names a track that is not there. */
    TREF,
    /** Another field of a header, timescale, matrix, language, changed. */
    HEADER,
    /** A fragment before or behind those that are needed, or half of one. */
    FRAGMENTS,
    /** The first that a track decodes or shows in its fragments is not at 0. */
    DECODE_START,
    /** mehd's duration is not the longest track's. */
    MEHD_DURATION,
    /** A kept fragment differs where it says neither where nor when, nor what is taken out of it. */
    UNTOUCHED,
    /** The judge cannot tell. */
    UNJUDGED
}
