/** Kubernetes API group {@code events.k8s.io}, version {@code v1}. */
@NullMarked
package io.gantry.api.events.v1;

import org.jspecify.annotations.NullMarked;
