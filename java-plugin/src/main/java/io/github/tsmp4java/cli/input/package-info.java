/** Where the bytes of a movie come from: a file, a web server, a pipe. */
package io.github.tsmp4java.cli.input;
