package io.github.tsmp4java.bridge;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** What the calls of a faulty engine look at; compiled by FaultyEngine of the tests. A file says which call is to fail, and how. */
final class Fault {
    /** Long for a call, and still no call that does not come back. */
    private static final long COLLECTED_MS = 300;
    private static final Path FILE = Path.of(System.getProperty("tsmp4.fault"));
    /** What fills the heap, or the room for classes. */
    private static List<Object> hoard;

    private Fault() {
    }

    /** At the beginning of each call. */
    static void strike() {
        strike(Fault::isHere);
    }

    /** While a plan is being made, with the lock of its seek. */
    static void strikePlanning() {
        strike("planning"::equals);
    }

    private static void strike(Predicate<String> isHere) {
        String[] told = told();
        while (told != null && isHere.test(told[1])) {
            note(told[1]);
            switch (told[0]) {
                case "HANG" -> pause();
                case "EXCEPTION" -> throw new IllegalStateException("injected");
                case "MEMORY" -> Integer.valueOf(new long[Integer.MAX_VALUE - 8].length);
                case "STACK" -> deeper(1);
                case "LINKAGE" -> throw new NoClassDefFoundError("injected");
                case "DEATH" -> throw new ThreadDeath();
                case "STORM" -> collect();
                case "CLASSES" -> fill(Fault::someClass, 0);
                default -> throw new AssertionError(told[0]);
            }
            if (!told[0].equals("HANG")) {
                return;
            }
            told = told();
        }
        if (told == null) {
            heal();
        }
    }

    /** @param call a name of {@code struct tsmp4_engine}, or any. A StackWalker may fail on the frames of a thread that came from C */
    private static boolean isHere(String call) {
        return !Thread.currentThread().getName().startsWith("tsmp4java warm-up")
                && (call.equals("any") || Arrays.stream(new Throwable().getStackTrace()).anyMatch(frame ->
                        frame.getClassName().endsWith(".Engine") && frame.getMethodName().equals(call)));
    }

    private static String[] told() {
        try {
            return Files.readString(FILE).split(" ");
        } catch (IOException e) {
            return null;
        }
    }

    /** That it came to pass. */
    private static void note(String call) {
        try {
            Files.writeString(FILE.resolveSibling("struck"), call + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int deeper(int depth) {
        return deeper(depth + 1) + depth;
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static synchronized void heal() {
        hoard = null;
    }

    private interface Maker {
        Object make();
    }

    /** Until there is no room; some is given back. */
    private static synchronized void fill(Maker maker, int back) {
        if (hoard != null) {
            return;
        }
        hoard = new ArrayList<>();
        try {
            while (true) {
                hoard.add(maker.make());
            }
        } catch (OutOfMemoryError e) {
            hoard.subList(Math.max(0, hoard.size() - back), hoard.size()).clear();
        }
    }

    /** Many, so that to look at them takes long. */
    private static Object someObjects() {
        Object[] objects = new Object[1000];
        Arrays.setAll(objects, i -> new Object[1]);
        return objects;
    }

    private static Object someClass() {
        return Proxy.newProxyInstance(new URLClassLoader(new URL[0], Maker.class.getClassLoader()),
                new Class<?>[] {Runnable.class}, (proxy, method, arguments) -> null);
    }

    /** Of a heap in which some 2 MB are free: each time they are used up all of it is looked at. */
    private static void collect() {
        fill(Fault::someObjects, 64);
        long end = collected() + COLLECTED_MS;
        byte[] garbage;
        do {
            garbage = new byte[1 << 16];
        } while (collected() < end && garbage.length > 0);
    }

    private static long collected() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime).sum();
    }
}
