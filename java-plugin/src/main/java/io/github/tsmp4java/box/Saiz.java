package io.github.tsmp4java.box;

/**
 * Sizes of auxiliary information (ISO/IEC 14496-12, 8.7.8; in stbl, with saio): for encrypted media the initialization
 * vectors and subsample maps of ISO/IEC 23001-7.
 *
 * @param uniform the size of every sample's, or 0 when they are listed
 * @param count number of samples
 * @param rows the listed sizes, 8 bits each; empty when uniform
 * @param prefix body bytes before default_sample_info_size: version, flags and, by flag 1, the type
 */
public record Saiz(int uniform, long count, Bytes rows, int prefix) {
    static final int HAS_TYPE = 1;

    public static Saiz read(Box box) throws MalformedBox {
        box.version(0);
        int prefix = (box.flags() & HAS_TYPE) != 0 ? 12 : 4;
        Bytes body = box.body(prefix + 5);
        int uniform = body.u8(prefix);
        long count = body.u32(prefix + 1);
        return new Saiz(uniform, count, uniform != 0 ? body.slice(0, 0) : box.table(prefix + 5, count, 1), prefix);
    }

    /** Bytes of auxiliary information of a sample. */
    public int size(long sample) {
        return uniform != 0 ? uniform : rows.u8(Math.toIntExact(sample));
    }
}
