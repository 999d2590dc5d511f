/** Kubernetes API group {@code coordination.k8s.io}, version {@code v1beta1}. */
@NullMarked
package io.gantry.api.coordination.v1beta1;

import org.jspecify.annotations.NullMarked;
