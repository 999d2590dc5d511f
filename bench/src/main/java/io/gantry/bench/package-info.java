/** Measurements of Gantry, each against a target, and of its peers where one can run here. */
@NullMarked
package io.gantry.bench;

import org.jspecify.annotations.NullMarked;
