/** Kubernetes API group {@code resource.k8s.io}, version {@code v1beta2}. */
@NullMarked
package io.gantry.api.resource.v1beta2;

import org.jspecify.annotations.NullMarked;
