/** Kubernetes API group {@code resource.k8s.io}, version {@code v1alpha3}. */
@NullMarked
package io.gantry.api.resource.v1alpha3;

import org.jspecify.annotations.NullMarked;
