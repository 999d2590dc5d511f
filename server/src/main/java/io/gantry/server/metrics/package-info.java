/** What the API server counts of itself, in Kubernetes' names, and how it is shown to Prometheus. */
@NullMarked
package io.gantry.server.metrics;

import org.jspecify.annotations.NullMarked;
