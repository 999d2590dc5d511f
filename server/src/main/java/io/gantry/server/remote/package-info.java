/** Servers elsewhere that this one asks over TLS: where they are, whom it trusts, and why one was not reached. */
@NullMarked
package io.gantry.server.remote;

import org.jspecify.annotations.NullMarked;
