package io.github.tsmp4java.bridge;

import com.sun.jna.CallbackReference;
import com.sun.jna.Native;
import com.sun.jna.Structure;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What JNA remembers of classes and callbacks. Its tables are meant to forget them, but most values in a table refer to
 * their own key. Such a key is never forgotten, nor is any class that was loaded with it. JNA has no call to clear them.
 */
final class JnaTables {
    private JnaTables() {}

    /** Takes out what was loaded by {@code loader}; no other copy of the plugin may come or go meanwhile. */
    static void forget(ClassLoader loader) throws IllegalAccessException {
        for (Class<?> holder : Stream.concat(Stream.of(Native.class, CallbackReference.class, Structure.class),
                Stream.of(Structure.class.getDeclaredClasses())).toList()) {
            for (Field field : holder.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers()) && field.getType() == Map.class) {
                    field.setAccessible(true);
                    Map<?, ?> table = (Map<?, ?>) field.get(null);
                    synchronized (table) {
                        table.keySet().removeIf(key -> isOf(key, loader));
                    }
                }
            }
        }
    }

    private static boolean isOf(Object key, ClassLoader loader) {
        return key != null && (key instanceof Class<?> type ? type : key.getClass()).getClassLoader() == loader;
    }
}
