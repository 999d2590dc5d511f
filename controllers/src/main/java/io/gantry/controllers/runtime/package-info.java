/** What every control loop stands on: the keyed loop itself, expectations, owners, and writes to pods. */
@NullMarked
package io.gantry.controllers.runtime;

import org.jspecify.annotations.NullMarked;
