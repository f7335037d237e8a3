/**
 * The new head of a cut file, ftyp, moov and mdat header, as a {@link io.github.tsmp4java.head.Rope}: a list of segments
 * over the moov of the index. Its length is known before a byte is rendered, any range of it can be rendered alone, and
 * no copy of it exists.
 *
 * <p>Fourth arrow of the flow {@code box -> index -> plan -> head -> bridge}.
 */
package io.github.tsmp4java.head;
