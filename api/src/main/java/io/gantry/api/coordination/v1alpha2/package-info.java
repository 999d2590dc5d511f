/** Kubernetes API group {@code coordination.k8s.io}, version {@code v1alpha2}. */
@NullMarked
package io.gantry.api.coordination.v1alpha2;

import org.jspecify.annotations.NullMarked;
