/**
 * The command line: the pipeline of the proxy from file to file, without a server.
 *
 * <p>A file is fed to the same classes in the same order as a body that arrives from an origin:
 * {@code HeadCollector} → {@code MovieIndex} → {@code CutPlan} → {@code CutHead}. Nothing here is loaded into the proxy.
 */
package io.github.tsmp4java.cli;
