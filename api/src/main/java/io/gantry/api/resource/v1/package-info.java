/** Kubernetes API group {@code resource.k8s.io}, version {@code v1}. */
@NullMarked
package io.gantry.api.resource.v1;

import org.jspecify.annotations.NullMarked;
