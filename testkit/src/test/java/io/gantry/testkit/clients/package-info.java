/**
 * The API used by clients that others wrote: fabric8's and the official Java client. What they understand and do is what we
 * are compatible with.
 */
@NullMarked
package io.gantry.testkit.clients;

import org.jspecify.annotations.NullMarked;
