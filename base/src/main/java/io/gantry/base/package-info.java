/**
 * What every module needs and the JDK lacks: injected time, backoff, task groups, bounded queues, reasons, file trees.
 * Uses only the JDK.
 */
@NullMarked
package io.gantry.base;

import org.jspecify.annotations.NullMarked;
