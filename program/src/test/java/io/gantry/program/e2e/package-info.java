/** The whole system through real processes, real kubectl and real containers. */
@NullMarked
package io.gantry.program.e2e;

import org.jspecify.annotations.NullMarked;
