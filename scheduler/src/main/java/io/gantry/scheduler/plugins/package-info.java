/** The default plugins, under Kubernetes' names. Pure. */
@NullMarked
package io.gantry.scheduler.plugins;

import org.jspecify.annotations.NullMarked;
