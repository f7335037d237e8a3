/**
 * From a {@link io.github.tsmp4java.index.MovieIndex} and a request to a {@link io.github.tsmp4java.plan.CutPlan}: which
 * samples of which tracks, which bytes of the file, which edits and durations. Data only; not a byte is written here.
 *
 * <p>Third arrow of the flow {@code box -> index -> plan -> head -> bridge}.
 */
package io.github.tsmp4java.plan;
