/**
 * The command line: the pipeline of the proxy from file to file, without a server.
 *
 * <p>A file goes through the same classes in the same order as in the proxy: {@code HeadCollector} → {@code MovieIndex} →
 * {@code CutPlan} → {@code CutFile}. Nothing here is loaded into the proxy.
 */
package io.github.tsmp4java.cli;
