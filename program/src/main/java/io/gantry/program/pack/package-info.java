/** A step of the build: the program's jars become the one that the launcher starts. */
@NullMarked
package io.gantry.program.pack;

import org.jspecify.annotations.NullMarked;
