/** A {@link io.gantry.client.Client} in memory, for the tests of modules that may not depend on the server. */
@NullMarked
package io.gantry.client.testing;

import org.jspecify.annotations.NullMarked;
