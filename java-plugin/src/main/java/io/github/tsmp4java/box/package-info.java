/**
 * The syntax of ISO/IEC 14496-12 and QuickTime boxes, and nothing else: what a box says, never what to do with it.
 *
 * <p>First arrow of the flow {@code box -> index -> plan -> head -> bridge}. A box is a record over the bytes of the
 * moov; tables are read in place. Every count is checked against the bytes that hold it before anything is read or
 * allocated, and a broken rule is a {@link io.github.tsmp4java.box.MalformedBox} that names the place.
 */
package io.github.tsmp4java.box;
