/** Kubernetes API group {@code apiregistration.k8s.io}, version {@code v1}. */
@NullMarked
package io.gantry.api.apiregistration.v1;

import org.jspecify.annotations.NullMarked;
