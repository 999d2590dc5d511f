/** Garbage collection by owner references. */
@NullMarked
package io.gantry.controllers.garbage;

import org.jspecify.annotations.NullMarked;
