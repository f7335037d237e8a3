package io.github.tsmp4java.bridge;

import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** {@code struct tsmp4_room}, for the places of its fields. */
@FieldOrder({"bytes", "size"})
public final class RoomStruct extends Structure {
    private static final RoomStruct LAYOUT = new RoomStruct();
    /** Of one, in an array of them. */
    static final int BYTES = LAYOUT.size();
    private static final int AT = at("bytes");
    private static final int SIZE = at("size");

    public Pointer bytes;
    public long size;

    public RoomStruct() {}

    /** The shim's own memory that the room {@code number} of an array stands for; big-endian, as the file is. */
    static ByteBuffer bytes(Pointer array, int number) {
        long at = (long) number * BYTES;
        return array.getPointer(at + AT).getByteBuffer(0, array.getLong(at + SIZE)).order(ByteOrder.BIG_ENDIAN);
    }

    /** Where the field is, in bytes from the beginning. */
    static int at(String field) {
        return LAYOUT.fieldOffset(field);
    }
}
