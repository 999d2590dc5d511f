/** The gantry program: the wiring of all modules into one process, and what a host needs for it. */
@NullMarked
package io.gantry.program;

import org.jspecify.annotations.NullMarked;
