/**
 * A cut as an HTTP resource (RFC 9110): its entity tag, its preconditions, its ranges. Text and numbers only; who sends
 * the bytes and sets the headers is the shim.
 *
 * <p>Beside the flow {@code box -> index -> plan -> head -> bridge}: the bridge asks it once a plan stands.
 */
package io.github.tsmp4java.http;
