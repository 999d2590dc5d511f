/** What the JVM is shown when its AOT cache is made. */
@NullMarked
package io.gantry.program.train;

import org.jspecify.annotations.NullMarked;
