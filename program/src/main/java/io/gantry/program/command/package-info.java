/** The commands of the command line, one class each. */
@NullMarked
package io.gantry.program.command;

import org.jspecify.annotations.NullMarked;
