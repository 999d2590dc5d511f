/** Kubernetes API group {@code scheduling.k8s.io}, version {@code v1}. */
@NullMarked
package io.gantry.api.scheduling.v1;

import org.jspecify.annotations.NullMarked;
