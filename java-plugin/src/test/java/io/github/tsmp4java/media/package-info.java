/** Media made in memory: what no encoder writes, but files in the world have. */
package io.github.tsmp4java.media;
