/** What a fuzzer runs: {@code dev/fuzz} starts it, {@link io.github.tsmp4java.fuzz.RegressionTest} runs what was found. */
package io.github.tsmp4java.fuzz;
