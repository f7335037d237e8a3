/** A real Traffic Server with the installed plugin between clients and an origin that can misbehave. */
package io.github.tsmp4java.server;
