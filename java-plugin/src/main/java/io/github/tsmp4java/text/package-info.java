/**
 * A {@link io.github.tsmp4java.index.MovieIndex} and a {@link io.github.tsmp4java.plan.CutPlan} as lines that people read,
 * one fact a line, each decision with its reason. Beside the flow: no cut needs it. Samples, chunks and fragments count
 * from 1, as in the tables of the file.
 */
package io.github.tsmp4java.text;
