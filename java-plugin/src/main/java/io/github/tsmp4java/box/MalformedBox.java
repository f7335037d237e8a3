package io.github.tsmp4java.box;

/** A box breaks a rule of its specification in a way that has no safe reading. */
public final class MalformedBox extends CutException {
    private static final long serialVersionUID = 1L;

    /**
     * @param path the box, as {@code moov/trak[2]/mdia}
     * @param position of the box, in bytes from the first byte of the file
     * @param defect what is wrong, with the values found
     */
    public MalformedBox(String path, long position, String defect) {
        super(path + " @" + position + ": " + defect);
    }
}
