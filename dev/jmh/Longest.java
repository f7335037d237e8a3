package io.github.tsmp4java.bridge;

import java.util.Arrays;

/**
 * A program: of each moov, by its megabytes, how many nanoseconds the longest of the calls takes by which it is collected:
 * they are made on threads that serve. The median of many files.
 */
public final class Longest {
    private static final int BEFORE = 50;
    private static final int FILES = 200;

    private Longest() {
    }

    public static void main(String[] arguments) {
        for (String megabytes : arguments) {
            Moov moov = new Moov(Double.parseDouble(megabytes));
            Calls calls = new Calls(moov);
            long[] longest = new long[FILES];
            for (int i = -BEFORE; i < FILES; i++) {
                calls.forget();
                calls.close(calls.seek("10"));
                longest[Math.max(0, i)] = calls.longestCollect();
            }
            Arrays.sort(longest);
            System.out.println("longest " + megabytes + " " + longest[FILES / 2]);
        }
    }
}
