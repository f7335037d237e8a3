package io.github.tsmp4java.judge;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Set;

/** A udta or meta box without the room that editors leave in it, which a cut need not carry. */
final class Padless {
    private static final Set<String> ROOM = Set.of("free", "skip", "wide");

    private Padless() {
    }

    static byte[] body(RawBox box) {
        return body(box.type(), box.body());
    }

    private static byte[] body(String type, byte[] body) {
        if (!type.equals("udta") && !type.equals("meta")) {
            return body;
        }
        boolean quickTime = body.length >= 8 && RawBox.type(body, 4).equals("hdlr");
        int at = type.equals("meta") && !quickTime ? 4 : 0;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(body, 0, Math.min(at, body.length));
        while (body.length - at >= 8) {
            long size = RawBox.u32(body, at);
            if (size < 8 || size > body.length - at) {
                return body;
            }
            String child = RawBox.type(body, at + 4);
            if (!ROOM.contains(child)) {
                out.writeBytes(Arrays.copyOfRange(body, at + 4, at + 8));
                out.writeBytes(body(child, Arrays.copyOfRange(body, at + 8, at + (int) size)));
            }
            at += (int) size;
        }
        out.write(body, Math.min(at, body.length), Math.max(0, body.length - at));
        return out.toByteArray();
    }
}
