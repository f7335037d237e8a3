package io.github.tsmp4java.bridge;

import com.sun.jna.Callback;
import com.sun.jna.CallbackThreadInitializer;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.List;

/**
 * Callbacks whose arguments and result JNA passes on as they are. JNA converts those of other callbacks in Java,
 * by reflection, which takes fifty microseconds with a cold processor cache. It makes a callback direct only when that is
 * passed to a native method.
 */
final class DirectCallback {
    /** JNA frees a callback that Java has forgotten; the shim calls these as long as its copy is there. */
    private static final List<Callback> KEPT = new ArrayList<>();

    /** A thread of the proxy is attached at its first call, for good: detaching costs more than a call. */
    private static final CallbackThreadInitializer FOR_GOOD = new CallbackThreadInitializer(true, false, "traffic_server");

    static {
        Native.register(DirectCallback.class, NativeLibrary.getProcess());
    }

    private DirectCallback() {}

    /** The last call: JNA holds on to a class with native methods, and so to all that was loaded with it. */
    static synchronized void end() {
        Native.unregister(DirectCallback.class);
        KEPT.clear();
    }

    /** Of the C library: gives its first argument back. */
    private static native Pointer memmove(Callback into, Pointer from, long size);

    /** Where C calls {@code call}, whose arguments are numbers. */
    static synchronized Pointer address(Callback call) {
        KEPT.add(call);
        Native.setCallbackThreadInitializer(call, FOR_GOOD);
        return memmove(call, null, 0);
    }
}
