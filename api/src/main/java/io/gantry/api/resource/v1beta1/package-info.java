/** Kubernetes API group {@code resource.k8s.io}, version {@code v1beta1}. */
@NullMarked
package io.gantry.api.resource.v1beta1;

import org.jspecify.annotations.NullMarked;
