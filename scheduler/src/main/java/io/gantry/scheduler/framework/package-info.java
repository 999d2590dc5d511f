/** The stages of scheduling, under the names of the Kubernetes scheduling framework. */
@NullMarked
package io.gantry.scheduler.framework;

import org.jspecify.annotations.NullMarked;
