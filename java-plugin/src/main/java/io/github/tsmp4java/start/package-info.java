/** {@code java -jar tsmp4java.jar}. */
package io.github.tsmp4java.start;
