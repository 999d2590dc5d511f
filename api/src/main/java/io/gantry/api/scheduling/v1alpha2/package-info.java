/** Kubernetes API group {@code scheduling.k8s.io}, version {@code v1alpha2}. */
@NullMarked
package io.gantry.api.scheduling.v1alpha2;

import org.jspecify.annotations.NullMarked;
