/** Kubernetes API group {@code networking.k8s.io}, version {@code v1beta1}. */
@NullMarked
package io.gantry.api.networking.v1beta1;

import org.jspecify.annotations.NullMarked;
