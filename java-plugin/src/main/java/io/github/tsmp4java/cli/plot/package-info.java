/** A picture of a movie. */
package io.github.tsmp4java.cli.plot;
