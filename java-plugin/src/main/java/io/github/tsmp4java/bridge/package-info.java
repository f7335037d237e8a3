/**
 * The last arrow of the flow: what the shim in Traffic Server calls. The only package that knows JNA.
 *
 * <p>The contract is {@code native-shim/engine.h}; the structures here repeat it. Nothing thrown here reaches C.
 */
package io.github.tsmp4java.bridge;
