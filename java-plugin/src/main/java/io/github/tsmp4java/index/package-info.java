/**
 * From the first bytes of a file to a {@link io.github.tsmp4java.index.MovieIndex}: the moov, checked, with small skip
 * tables that make every look-up O(log n).
 *
 * <p>Second arrow of the flow {@code box -> index -> plan -> head -> bridge}. Sample and chunk numbers count from 0
 * here, times are in ticks of the timescale that the name says.
 */
package io.github.tsmp4java.index;
