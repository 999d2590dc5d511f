/** Derives field tables and builders from the annotated records of the API. Runs inside javac only. */
@NullMarked
package io.gantry.api.processor;

import org.jspecify.annotations.NullMarked;
